#include "base/peers.h"

#include "base/outdir.h"

#include <string.h>

static lt_status find_columns(lt_peers *peers) {
    static const char *const allowed[] = {"case", "metric", "scheme", "value", NULL};
    double value;
    LT_TRY(lt_csv_only(peers->table, allowed));
    LT_TRY(lt_csv_column(peers->table, "case", &peers->test));
    LT_TRY(lt_csv_column(peers->table, "metric", &peers->metric));
    LT_TRY(lt_csv_column(peers->table, "scheme", &peers->scheme));
    LT_TRY(lt_csv_column(peers->table, "value", &peers->value));
    for (long row = 0; row < lt_csv_rows(peers->table); ++row)
        LT_TRY(lt_csv_double(peers->table, row, peers->value, &value));
    return LT_OK;
}

lt_status lt_peers_read(const char *shipped, lt_peers *out) {
    char path[1024];
    memset(out, 0, sizeof *out);
    LT_TRY(lt_share_path(shipped, path, sizeof path));
    LT_TRY(lt_csv_read(path, &out->table));
    const lt_status status = find_columns(out);
    if (status != LT_OK) lt_peers_free(out);
    return status;
}

void lt_peers_free(lt_peers *peers) {
    lt_csv_free(peers->table);
    memset(peers, 0, sizeof *peers);
}

long lt_peers_next(const lt_peers *p, const char *test, const char *metric, long row) {
    for (++row; row < lt_csv_rows(p->table); ++row)
        if (strcmp(lt_csv_text(p->table, row, p->test), test) == 0 &&
            strcmp(lt_csv_text(p->table, row, p->metric), metric) == 0)
            return row;
    return -1;
}

bool lt_peers_find(const lt_peers *p, const char *test, const char *metric, const char *scheme, double *out) {
    for (long row = -1; (row = lt_peers_next(p, test, metric, row)) >= 0;)
        if (strcmp(lt_csv_text(p->table, row, p->scheme), scheme) == 0)
            return lt_csv_double(p->table, row, p->value, out) == LT_OK;
    return false;
}
