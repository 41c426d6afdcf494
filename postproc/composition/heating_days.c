#include "postproc/composition/heating_days.h"

#include "base/ncio.h"
#include "base/timeaxis.h"

#include <math.h>

static long main_cell(const lt_weights *sites) {
    long best = 0;
    for (long q = 1; q < sites->n; q++)
        if (sites->weight[q] > sites->weight[best]) best = q;
    return sites->cell[best];
}

static lt_status days_of(lt_ncr *file, const char *variable, const lt_city_weights *cities, size_t n_cells,
                         double *field, int out[LT_N_CITY_VALUES]) {
    LT_TRY(lt_ncr_get_double(file, variable, "1", n_cells, field));
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const double day = field[main_cell(&cities->of[c][LT_CITY_SITES])];
        if (!(day >= 101 && day <= 1231))
            return LT_RAISE(LT_ERR_INPUT, .what = "a day of heating is none of the year",
                            .where = lt_fmt("%s, %s, %s", lt_ncr_path(file), variable, lt_cities[c].name_en),
                            .expected = "month x 100 + day, 101 to 1231", .found = lt_fmt("%g", day),
                            .todo = "make the emissions again with `lantian run --force`");
        out[c] = (int)lround(day);
    }
    return LT_OK;
}

lt_status lt_heating_days_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               lt_heating_days *out) {
    const size_t n_cells = (size_t)grid->nx * (size_t)grid->ny;
    lt_job base = *job;
    base.variant = "base";
    lt_ncr *file = NULL;
    double *field = NULL;
    *out = (lt_heating_days){0};
    const char *name = lt_job_file(&base, "emissions", ".nc");
    if (!lt_outdir_has(job->out, name, false, NULL)) return LT_OK;
    LT_TRY(lt_ncr_open_own(job->out, name, &file));
    lt_status status = LT_OK;
    if (lt_ncr_has(file, "laws/heating_first") && lt_ncr_has(file, "laws/heating_last")) {
        status = lt_calloc(n_cells, sizeof *field, &field);
        if (status == LT_OK) status = days_of(file, "laws/heating_first", cities, n_cells, field, out->first);
        if (status == LT_OK) status = days_of(file, "laws/heating_last", cities, n_cells, field, out->last);
        out->known = status == LT_OK;
    }
    lt_free(field);
    lt_ncr_close(file);
    return status;
}

bool lt_heating_days_hold(const lt_heating_days *days, int city, lt_time hour) {
    const lt_civil local = lt_time_civil(hour + LT_CST_OFFSET);
    const int today = local.month * 100 + local.day, first = days->first[city], last = days->last[city];
    if (!days->known) return false;
    return first <= last ? today >= first && today <= last : today >= first || today <= last;
}
