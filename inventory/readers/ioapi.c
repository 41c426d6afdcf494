/* ioapi.c - see ioapi.h. Rules: crtfil3.F90 of ioapi-3.2; ../writers/ioapi.c writes such files. */
#include "inventory/readers/ioapi.h"

#include "base/timeaxis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME = 16, LINE = 80, LINES = 4800, MOST_VARIABLES = 2048 };

typedef struct judging {
    lt_ncr *file;
    lt_faults *faults;
    int n; /* variables but TFLAG */
} judging;

static lt_status fault(const judging *j, const char *variable, const char *attribute, const char *what,
                       const char *expected, const char *found, const char *todo) {
    const char *path = lt_ncr_path(j->file);
    return lt_faults_take(
        j->faults, LT_RAISE(LT_ERR_INPUT, .what = what,
                            .where = lt_fmt("%.600s, attribute %s:%s", path, variable ? variable : "", attribute),
                            .expected = expected, .found = found, .todo = todo));
}

/* A text of width characters, padded with blanks. */
static lt_status judge_text(const judging *j, const char *variable, const char *attribute, size_t width) {
    char text[LINES];
    size_t n;
    const lt_status status = lt_ncr_attr_bytes(j->file, variable, attribute, text, sizeof text, &n);
    if (status != LT_OK) return lt_faults_take(j->faults, status);
    /* The library itself leaves HISTORY at zero bytes (seen in a file of MCIP). */
    const char *zero = strcmp(attribute, "HISTORY") == 0 ? NULL : memchr(text, '\0', n);
    if (zero)
        LT_TRY(fault(j, variable, attribute, "a text padded with zero bytes (NUL) instead of blanks",
                     "blanks behind the text", lt_fmt("\"%.60s\" and %zu zero bytes", text, n - (size_t)(zero - text)),
                     "pad with blanks: CMAQ compares all characters"));
    if (n == width) return LT_OK;
    return fault(j, variable, attribute, "a text of the wrong length", lt_fmt("%zu characters", width),
                 lt_fmt("%zu", n), "pad with blanks to the full width");
}

static lt_status judge_number(const judging *j, const char *attribute, double low, double high, double *out) {
    const lt_status status = lt_ncr_attr_double(j->file, NULL, attribute, out);
    if (status != LT_OK) {
        *out = NAN;
        return lt_faults_take(j->faults, status);
    }
    if (*out >= low && *out <= high) return LT_OK;
    return fault(j, NULL, attribute, "a number that cannot be", lt_fmt("%.10g to %.10g", low, high),
                 lt_fmt("%.10g", *out), "make the file again");
}

static lt_status judge_dimension(const judging *j, const char *attribute, const char *dimension) {
    double stated;
    size_t length;
    LT_TRY(judge_number(j, attribute, 1, 1e7, &stated));
    const lt_status status = lt_ncr_dim(j->file, dimension, &length);
    if (status != LT_OK) return lt_faults_take(j->faults, status);
    if (isnan(stated) || stated == (double)length) return LT_OK;
    return fault(j, NULL, attribute, "the attribute is not the length of the dimension",
                 lt_fmt("%zu, the length of %s", length, dimension), lt_fmt("%.10g", stated), "make the file again");
}

static lt_status judge_globals(const judging *j) {
    static const struct {
        const char *name;
        double low, high;
    } numbers[] = {{"FTYPE", 1, 1},      {"CDATE", 0, 9999366}, {"CTIME", 0, 235959}, {"WDATE", 0, 9999366},
                   {"WTIME", 0, 235959}, {"SDATE", 0, 9999366}, {"STIME", 0, 235959}, {"TSTEP", 0, 1e9},
                   {"NTHIK", 1, 100},    {"GDTYP", 1, 11},      {"P_ALP", -1e9, 1e9}, {"P_BET", -1e9, 1e9},
                   {"P_GAM", -360, 360}, {"XCENT", -360, 360},  {"YCENT", -90, 90},   {"XORIG", -1e8, 1e8},
                   {"YORIG", -1e8, 1e8}, {"XCELL", 1e-9, 1e8},  {"YCELL", 1e-9, 1e8}, {"VGTYP", -9999, 9},
                   {"VGTOP", -1e9, 1e9}};
    double value;
    LT_TRY(judge_text(j, NULL, "IOAPI_VERSION", LINE));
    LT_TRY(judge_text(j, NULL, "EXEC_ID", LINE));
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        LT_TRY(judge_number(j, numbers[k].name, numbers[k].low, numbers[k].high, &value));
    LT_TRY(judge_dimension(j, "NCOLS", "COL"));
    LT_TRY(judge_dimension(j, "NROWS", "ROW"));
    LT_TRY(judge_dimension(j, "NLAYS", "LAY"));
    LT_TRY(judge_dimension(j, "NVARS", "VAR"));
    LT_TRY(judge_text(j, NULL, "GDNAM", NAME));
    LT_TRY(judge_text(j, NULL, "UPNAM", NAME));
    LT_TRY(judge_text(j, NULL, "VAR-LIST", (size_t)j->n * NAME));
    LT_TRY(judge_text(j, NULL, "FILEDESC", LINES));
    return judge_text(j, NULL, "HISTORY", LINES);
}

/* Does VAR-LIST name the variables in their order? */
static lt_status judge_list(const judging *j) {
    static char list[NAME * MOST_VARIABLES];
    size_t n;
    char name[64];
    if (lt_ncr_attr_bytes(j->file, NULL, "VAR-LIST", list, sizeof list, &n) != LT_OK) return LT_OK; /* told */
    for (int k = 0, place = 0; lt_ncr_variable(j->file, k, name, sizeof name); k++) {
        if (strcmp(name, "TFLAG") == 0) continue;
        const size_t at = (size_t)place++ * NAME;
        char padded[NAME + 1];
        snprintf(padded, sizeof padded, "%-16.16s", name);
        if (at + NAME <= n && memcmp(list + at, padded, NAME) == 0) continue;
        LT_TRY(fault(j, NULL, "VAR-LIST", "the list does not name the variables in their order",
                     lt_fmt("\"%s\" as name %d", padded, place),
                     at + NAME <= n ? lt_fmt("\"%.16s\"", list + at) : "the end of the list", "make the file again"));
    }
    return LT_OK;
}

static lt_status judge_variables(judging *j) {
    static const char *const units[] = {"moles/s", "g/s"};
    char name[64], unit[NAME + 1];
    bool stacks = lt_ncr_has(j->file, "ISTACK");
    for (int k = 0; lt_ncr_variable(j->file, k, name, sizeof name); k++) {
        LT_TRY(judge_text(j, name, "long_name", NAME));
        LT_TRY(judge_text(j, name, "units", NAME));
        LT_TRY(judge_text(j, name, "var_desc", LINE));
        if (strcmp(name, "TFLAG") == 0) continue;
        LT_TRY(lt_faults_take(j->faults, lt_ncr_expect_dims(j->file, name, "TSTEP LAY ROW COL")));
        if (stacks || lt_ncr_attr_text(j->file, name, "units", unit, sizeof unit) != LT_OK) continue;
        unit[strcspn(unit, " ")] = '\0';
        if (strcmp(unit, units[0]) != 0 && strcmp(unit, units[1]) != 0)
            LT_TRY(fault(j, name, "units", "no unit of emissions", "moles/s or g/s", lt_fmt("\"%s\"", unit),
                         "give gases in moles/s, particles in g/s"));
    }
    return LT_OK;
}

/* YYYYDDD and HHMMSS as time. */
static lt_time time_of(double date, double clock) {
    const int d = (int)date, c = (int)clock;
    return lt_time_from_civil(d / 1000, 1, 1, 0, 0, 0) + (d % 1000 - 1) * (lt_time)LT_DAY + c / 10000 * LT_HOUR +
           c / 100 % 100 * 60 + c % 100;
}

static lt_status judge_flags(const judging *j) {
    size_t records, variables;
    double date, clock, step, *flags;
    LT_TRY(lt_faults_take(j->faults, lt_ncr_expect_dims(j->file, "TFLAG", "TSTEP VAR DATE-TIME")));
    if (lt_ncr_dim(j->file, "TSTEP", &records) != LT_OK || lt_ncr_dim(j->file, "VAR", &variables) != LT_OK ||
        lt_ncr_attr_double(j->file, NULL, "SDATE", &date) != LT_OK ||
        lt_ncr_attr_double(j->file, NULL, "STIME", &clock) != LT_OK ||
        lt_ncr_attr_double(j->file, NULL, "TSTEP", &step) != LT_OK)
        return LT_OK; /* told */
    const size_t n = records * variables * 2;
    LT_TRY(lt_calloc(n, sizeof *flags, &flags));
    lt_status status = lt_faults_take(j->faults, lt_ncr_get_double(j->file, "TFLAG", NULL, n, flags));
    const lt_time first = time_of(date, clock), hop = time_of(1970001, step);
    for (size_t k = 0; k < records * variables && status == LT_OK; k++) {
        const lt_time expected = first + (lt_time)(k / variables) * hop,
                      found = time_of(flags[2 * k], flags[2 * k + 1]);
        if (expected == found) continue;
        char want[24];
        lt_time_iso(expected, want);
        status = lt_faults_take(j->faults,
                                LT_RAISE(LT_ERR_INPUT, .what = "a record is not at its time",
                                         .where = lt_fmt("%.600s, TFLAG, record %zu, variable %zu",
                                                         lt_ncr_path(j->file), k / variables + 1, k % variables + 1),
                                         .expected = lt_fmt("%s, by SDATE, STIME and TSTEP", want),
                                         .found = lt_fmt("%.0f, %.0f", flags[2 * k], flags[2 * k + 1]),
                                         .todo = "make the file again"));
    }
    lt_free(flags);
    return status;
}

lt_status lt_ioapi_judge(lt_ncr *file, lt_faults *faults) {
    judging j = {file, faults, 0};
    char name[64];
    for (int k = 0; lt_ncr_variable(file, k, name, sizeof name) && k < MOST_VARIABLES; k++)
        j.n += strcmp(name, "TFLAG") != 0;
    LT_TRY(judge_globals(&j));
    LT_TRY(judge_list(&j));
    LT_TRY(judge_variables(&j));
    return judge_flags(&j);
}
