/* worked_examples.c - factors of the methods against answers that a document or plain arithmetic gives
 * (data/worked_examples.csv, a table that anyone can extend).
 *
 *   method, parameters "sulfur_percent=1;sr=0.15", pollutant, expected [kg a unit of activity], tolerance (relative) */
#include "inventory/methods/method.h"
#include "inventory/verify/verify.h"

#include "base/outdir.h"

#include <math.h>
#include <string.h>

static lt_status one_example(lt_verify *verify, const lt_csv *t, long r, const int *c) {
    const lt_method *method = lt_method_find(lt_csv_text(t, r, c[0]));
    const int pollutant = lt_pollutant_find(lt_csv_text(t, r, c[2]));
    double expected, tolerance, kg[LT_N_POLLUTANTS];
    if (!method || pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown method or pollutant", .where = lt_csv_where(t, r, c[0]),
                        .expected = "a file of inventory/methods and a pollutant of the ledger",
                        .found = lt_fmt("%s, %s", lt_csv_text(t, r, c[0]), lt_csv_text(t, r, c[2])),
                        .todo = "correct the names");
    LT_TRY(lt_csv_double(t, r, c[3], &expected));
    LT_TRY(lt_csv_double(t, r, c[4], &tolerance));
    LT_TRY(lt_method_evaluate(method, lt_csv_text(t, r, c[1]), lt_csv_where(t, r, c[1]), kg));
    const double scale = expected != 0 ? fabs(expected) : 1;
    return LT_VERIFY_ADD(verify, .test = lt_fmt("%s line %d", method->name, lt_csv_line(t, r)),
                         .metric = lt_pollutant_names[pollutant], .value = fabs(kg[pollutant] - expected) / scale,
                         .sense = LT_AT_MOST, .bound = tolerance, .source = lt_csv_text(t, r, c[6]));
}

lt_status lt_verify_worked_examples(lt_verify *verify) {
    static const char *const names[] = {"method",    "parameters", "pollutant", "expected",
                                        "tolerance", "unit",       "source",    NULL};
    char path[512];
    int c[7];
    lt_csv *t;
    LT_TRY(lt_share_path("inventory/data/worked_examples.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_exactly(t, names, c);
    for (long r = 0; r < lt_csv_rows(t) && status == LT_OK; r++) status = one_example(verify, t, r, c);
    lt_csv_free(t);
    return status;
}
