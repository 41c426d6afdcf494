/* cmaq_area.c - the gridded file: for every species and layer the hours as one sum over calendars and height profiles.
 *
 *   out_o(h, k, cell) = sum over groups g: kg_g(cell) [scale_o share_g(k) rate_g(h)]        (hourly.h) */
#include "inventory/writers/cmaq.h"

#include "inventory/place/hourly.h"

#include <string.h>

typedef struct area {
    const lt_cmaq *c;
    long cells;
    int nz;                /* layers in the file */
    double *share;         /* [profile * grid nz + layer] */
    double *rate;          /* [group * hours] s-1 */
    double *scaled;        /* [term * hours] */
    lt_hourly_term *terms; /* of one species and layer */
    float *buffer;         /* [hours][nz][cells] of one species */
} area;

static lt_status find_layers(area *a) {
    const lt_grid *grid = a->c->job->grid;
    const lt_profiles *profiles = a->c->job->allocation->profiles;
    LT_TRY(lt_calloc((size_t)(profiles->n * grid->nz), sizeof(double), &a->share));
    a->nz = 1;
    for (int p = 0; p < profiles->n; p++)
        lt_height_profile_layers(&profiles->items[p], grid->z_edge, grid->nz, a->share + p * grid->nz);
    for (int g = 0; g < a->c->gridded->n_groups; g++)
        for (int k = 0; k < grid->nz; k++)
            if (a->share[a->c->gridded->groups[g].profile * grid->nz + k] > 0 && k + 1 > a->nz) a->nz = k + 1;
    return LT_OK;
}

static void find_rates(area *a, lt_time start) {
    const lt_gridded *g = a->c->gridded;
    for (int k = 0; k < g->n_groups; k++) {
        lt_calendar *calendar = &a->c->job->allocation->calendars->items[g->groups[k].calendar];
        for (long h = 0; h < LT_CMAQ_HOURS; h++)
            a->rate[k * LT_CMAQ_HOURS + h] = lt_calendar_rate(calendar, start + h * LT_HOUR);
    }
}

static bool emits(const double *rate) {
    for (int h = 0; h < LT_CMAQ_HOURS; h++)
        if (rate[h] != 0) return true;
    return false;
}

/* The terms of one output in one layer. */
static int find_terms(area *a, int output, int layer) {
    const lt_gridded *g = a->c->gridded;
    const lt_cmaq_rule *rule = &a->c->rules[output];
    int n = 0;
    for (int k = 0; k < g->n_groups; k++) {
        const double *kg = g->groups[k].kg[rule->emitted], *rate = a->rate + k * LT_CMAQ_HOURS;
        const double scale = rule->scale * a->share[g->groups[k].profile * a->c->job->grid->nz + layer];
        if (!kg || scale == 0 || !emits(rate)) continue;
        double *scaled = a->scaled + (long)n * LT_CMAQ_HOURS;
        for (int h = 0; h < LT_CMAQ_HOURS; h++) scaled[h] = scale * rate[h];
        a->terms[n++] = (lt_hourly_term){kg, scaled};
    }
    return n;
}

static lt_status put_species(area *a, lt_ioapi *file, int output) {
    const long record = a->nz * a->cells;
    for (int layer = 0; layer < a->nz; layer++)
        lt_hourly_sum(a->terms, find_terms(a, output, layer), LT_CMAQ_HOURS, a->cells, a->buffer + layer * a->cells,
                      record);
    for (long h = 0; h < LT_CMAQ_HOURS; h++) LT_TRY(lt_ioapi_put(file, output, h, a->buffer + h * record));
    return LT_OK;
}

static lt_status write_area(area *a, lt_time start, const char *name) {
    const lt_grid *grid = a->c->job->grid;
    const size_t groups = (size_t)a->c->gridded->n_groups;
    lt_ioapi *file;
    LT_TRY(find_layers(a));
    LT_TRY(lt_calloc(groups * LT_CMAQ_HOURS, sizeof(double), &a->rate));
    LT_TRY(lt_calloc(groups * LT_CMAQ_HOURS, sizeof(double), &a->scaled));
    LT_TRY(lt_calloc(groups, sizeof *a->terms, &a->terms));
    LT_TRY(lt_calloc((size_t)(LT_CMAQ_HOURS * a->nz * a->cells), sizeof(float), &a->buffer));
    find_rates(a, start);
    const lt_ioapi_head head = {.start = start,
                                .n_records = LT_CMAQ_HOURS,
                                .ncols = grid->nx,
                                .nrows = grid->ny,
                                .nlays = a->nz,
                                .grid = grid,
                                .z_edge = grid->z_edge,
                                .description = "Emissions of area sources, mean rate of the hour that begins",
                                .program = "LANTIAN"};
    LT_TRY(lt_ioapi_create(a->c->job->dir, name, &head, a->c->outputs, a->c->n_outputs, &file));
    lt_status status = LT_OK;
    for (int o = 0; o < a->c->n_outputs && status == LT_OK; o++) status = put_species(a, file, o);
    if (status == LT_OK) return lt_ioapi_commit(file);
    lt_ioapi_abandon(file);
    return status;
}

lt_status lt_cmaq_put_area(const lt_cmaq *c, lt_time start, const char *name) {
    area a = {.c = c, .cells = (long)c->job->grid->nx * c->job->grid->ny};
    const lt_status status = write_area(&a, start, name);
    lt_free(a.share);
    lt_free(a.rate);
    lt_free(a.scaled);
    lt_free(a.terms);
    lt_free(a.buffer);
    return status;
}
