/* ranges.c - see ranges.h; what a range means: inputs.c. */
#include "inventory/uncertainty/ranges.h"

#include "base/texts.h"
#include "inventory/controls.h"
#include "inventory/factors.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lt_status lt_ranges_open(const lt_ledger *ledger, lt_ranges *m) {
    static const char *const of_defaults[] = {"kind", "mark", "factor95", "source", NULL};
    static const char *const of_groups[] = {"sector", "process", "technology", "family", "group", "source", NULL};
    char path[512];
    *m = (lt_ranges){.factors = ledger->factors, .controls = ledger->controls};
    LT_TRY(lt_share_path("inventory/data/uncertainty.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &m->defaults));
    LT_TRY(lt_csv_exactly(m->defaults, of_defaults, m->d));
    LT_TRY(lt_share_path("inventory/data/correlation.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &m->groups));
    return lt_csv_exactly(m->groups, of_groups, m->g);
}

void lt_ranges_close(lt_ranges *m) {
    lt_csv_free(m->defaults);
    lt_csv_free(m->groups);
    *m = (lt_ranges){0};
}

/* Geometric factor of a mark: the longest beginning that the table has. */
lt_status lt_range_of_mark(const lt_ranges *m, enum lt_input_kind kind, const char *mark, double *out) {
    size_t best = 0;
    *out = 0;
    for (long r = 0; r < lt_csv_rows(m->defaults); r++) {
        const char *start = lt_csv_text(m->defaults, r, m->d[1]);
        const size_t length = strlen(start);
        if (strcmp(lt_csv_text(m->defaults, r, m->d[0]), lt_input_kind_names[kind]) != 0) continue;
        if (strncmp(mark, start, length) != 0 || length < best) continue;
        best = length;
        LT_TRY(lt_csv_double(m->defaults, r, m->d[2], out));
    }
    if (best > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a mark without a default of uncertainty", .where = lt_csv_path(m->defaults),
                    .expected = lt_fmt("a row for %s and the mark", lt_input_kind_names[kind]),
                    .found = lt_fmt("mark \"%s\"", mark), .todo = "add the row, or correct the mark");
}

/* The group of a factor: the first rule that fits, else its process. */
static const char *group_of(const lt_ranges *m, const lt_source *s, int family) {
    const char *const texts[] = {s->sector, s->process, s->technology, lt_family_names[family]};
    const long r = lt_csv_first_fit(m->groups, m->g, texts, 4);
    if (r >= 0) return lt_fmt("factor %s", lt_csv_text(m->groups, r, m->g[4]));
    return lt_fmt("factor %s %s %s, %s", s->sector, s->process, s->technology, lt_family_names[family]);
}

/* The widest range of a family's factors: its 95 % interval. */
lt_status lt_range_of_factor(const lt_ranges *m, const lt_source *s, int family, lt_range *out) {
    const lt_factors *table = m->factors;
    bool seen[LT_N_POLLUTANTS] = {false};
    *out = (lt_range){.mark = ""};
    snprintf(out->name, sizeof out->name, "%s", group_of(m, s, family));
    for (long k = table ? lt_factors_first(table, s->sector, s->process, s->technology) : -1; k >= 0;
         k = table->rows[k].next) {
        const lt_factor *f = &table->rows[k];
        double wide;
        if (seen[f->pollutant] || lt_family_of(f->pollutant) != family) continue;
        seen[f->pollutant] = true;
        if (f->low > 0 && f->high > f->low)
            wide = sqrt(f->high / f->low);
        else if (f->factor > 0 && f->high > f->factor)
            wide = f->high / f->factor;
        else
            LT_TRY(lt_range_of_mark(m, LT_INPUT_FACTOR, f->mark, &wide));
        if (wide <= out->factor95) continue;
        out->factor95 = wide;
        out->mark = f->mark;
    }
    if (out->factor95 == 0)
        LT_TRY(lt_range_of_mark(m, LT_INPUT_FACTOR, "R", &out->factor95)); /* a factor of the row's own */
    return LT_OK;
}

lt_status lt_range_of_control(const lt_ranges *m, const lt_source *s, int family, lt_range *out) {
    const lt_controls *table = m->controls;
    *out = (lt_range){.mark = ""};
    snprintf(out->name, sizeof out->name, "control %s, %s", s->control, lt_family_names[family]);
    for (long k = table ? lt_texts_number(table->first, s->control) : -1; k >= 0; k = table->rows[k].next) {
        const lt_control *c = &table->rows[k];
        double wide;
        const int pollutant = c->pollutant < LT_N_POLLUTANTS ? c->pollutant : LT_PM10;
        if (lt_family_of(pollutant) != family) continue;
        LT_TRY(lt_range_of_mark(m, LT_INPUT_CONTROL, c->mark, &wide));
        if (wide <= out->factor95) continue;
        out->factor95 = wide;
        out->mark = c->mark;
    }
    return LT_OK;
}
