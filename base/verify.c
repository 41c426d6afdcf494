#include "base/verify_private.h"

#include <stdio.h>
#include <string.h>

static bool keeps(const lt_verify_row *row) {
    if (row->sense == LT_AT_MOST) return row->value <= row->bound;
    if (row->sense == LT_AT_LEAST) return row->value >= row->bound;
    return row->value == row->value;
}

lt_status lt_verify_add(lt_verify *verify, const lt_verify_row *row) {
    LT_TRY(lt_grow(&verify->rows, sizeof *verify->rows, verify->n + 1, &verify->room));
    lt_verify_result *to = &verify->rows[verify->n++];
    *to = (lt_verify_result){
        .value = row->value, .bound = row->bound, .sense = row->sense, .goal = row->goal, .reached = keeps(row)};
    snprintf(to->test, sizeof to->test, "%s", row->test);
    snprintf(to->metric, sizeof to->metric, "%s", row->metric);
    snprintf(to->scheme, sizeof to->scheme, "%s", row->scheme ? row->scheme : "");
    snprintf(to->source, sizeof to->source, "%s", row->source ? row->source : "");
    return LT_OK;
}

bool lt_verify_wants(lt_verify *verify, const char *test, double seconds) {
    const int most = (int)(sizeof verify->left / sizeof *verify->left);
    if (!verify->quick) return true;
    if (verify->n_left == most) return false;
    lt_verify_left *left = &verify->left[verify->n_left++];
    snprintf(left->test, sizeof left->test, "%s", test);
    left->seconds = seconds;
    return false;
}

void lt_verify_release(lt_verify *verify) {
    lt_free(verify->rows);
    memset(verify, 0, sizeof *verify);
}

const char *lt_verify_field(const lt_verify *verify) {
    return verify->field;
}

const char *lt_verify_out(const lt_verify *verify) {
    return verify->out;
}
