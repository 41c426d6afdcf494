/* cmaq_area.c - the gridded file: every record the sum over calendars and height profiles (cmaq.c).
 *
 *   out_o(k, cell) = sum over rules r of o, profiles p: scale_r share_p(k) sum over groups g of p: kg_g(cell) rate_g(h)
 */
#include "inventory/writers/cmaq.h"

#include <string.h>

typedef struct area {
    const lt_cmaq *c;
    long cells;
    int nz;        /* layers in the file */
    double *share; /* [profile * grid nz + layer] */
    double *rate;  /* [group] of the hour, s-1 */
    double *field; /* [profile * cells] of one species, kg s-1 */
    double *sum;   /* [output * nz * cells] */
    float *buffer; /* [nz * cells] */
} area;

static lt_status find_layers(area *a) {
    const lt_grid *grid = a->c->job->grid;
    const lt_profiles *profiles = a->c->job->allocation->profiles;
    LT_TRY(lt_calloc((size_t)(profiles->n * grid->nz), sizeof(double), &a->share));
    a->nz = 1;
    for (int p = 0; p < profiles->n; p++)
        lt_profile_layers(&profiles->items[p], grid->z_edge, grid->nz, a->share + p * grid->nz);
    for (int g = 0; g < a->c->gridded->n_groups; g++)
        for (int k = 0; k < grid->nz; k++)
            if (a->share[a->c->gridded->groups[g].profile * grid->nz + k] > 0 && k + 1 > a->nz) a->nz = k + 1;
    return LT_OK;
}

static void add_group(area *a, const lt_area_group *group, int e, double rate) {
    double *field = a->field + group->profile * a->cells;
    const double *kg = group->kg[e];
#pragma omp parallel for schedule(static)
    for (long c = 0; c < a->cells; c++) field[c] += kg[c] * rate;
}

/* One species of emissions.nc into the outputs that hold it. */
static void add_species(area *a, int e) {
    const lt_gridded *g = a->c->gridded;
    const int profiles = a->c->job->allocation->profiles->n, nz = a->c->job->grid->nz;
    memset(a->field, 0, (size_t)(profiles * a->cells) * sizeof(double));
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].kg[e] && a->rate[k] > 0) add_group(a, &g->groups[k], e, a->rate[k]);
    for (int r = 0; r < a->c->n_rules; r++) {
        const lt_cmaq_rule *rule = &a->c->rules[r];
        if (rule->emitted != e) continue;
        for (int p = 0; p < profiles; p++)
            for (int k = 0; k < a->nz; k++) {
                const double scale = rule->scale * a->share[p * nz + k], *field = a->field + p * a->cells;
                double *sum = a->sum + (rule->output * a->nz + k) * a->cells;
                if (scale == 0) continue;
#pragma omp parallel for schedule(static)
                for (long c = 0; c < a->cells; c++) sum[c] += scale * field[c];
            }
    }
}

static lt_status put_hour(area *a, lt_ioapi *file, lt_time start, long record) {
    const lt_gridded *g = a->c->gridded;
    const long n = a->nz * a->cells;
    for (int k = 0; k < g->n_groups; k++)
        a->rate[k] =
            lt_calendar_rate(&a->c->job->allocation->calendars->items[g->groups[k].calendar], start + record * LT_HOUR);
    memset(a->sum, 0, (size_t)(a->c->n_outputs * n) * sizeof(double));
    for (int e = 0; e < g->speciation->n; e++) add_species(a, e);
    for (int o = 0; o < a->c->n_outputs; o++) {
        for (long c = 0; c < n; c++) a->buffer[c] = (float)a->sum[o * n + c];
        LT_TRY(lt_ioapi_put(file, o, record, a->buffer));
    }
    return LT_OK;
}

static lt_status write_area(area *a, lt_time start, const char *name) {
    const lt_grid *grid = a->c->job->grid;
    lt_ioapi *file;
    LT_TRY(find_layers(a));
    LT_TRY(lt_calloc((size_t)a->c->gridded->n_groups, sizeof(double), &a->rate));
    LT_TRY(lt_calloc((size_t)(a->c->job->allocation->profiles->n * a->cells), sizeof(double), &a->field));
    LT_TRY(lt_calloc((size_t)(a->c->n_outputs * a->nz * a->cells), sizeof(double), &a->sum));
    LT_TRY(lt_calloc((size_t)(a->nz * a->cells), sizeof(float), &a->buffer));
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
    for (long h = 0; h < LT_CMAQ_HOURS && status == LT_OK; h++) status = put_hour(a, file, start, h);
    if (status == LT_OK) return lt_ioapi_commit(file);
    lt_ioapi_abandon(file);
    return status;
}

lt_status lt_cmaq_put_area(const lt_cmaq *c, lt_time start, const char *name) {
    area a = {.c = c, .cells = (long)c->job->grid->nx * c->job->grid->ny};
    const lt_status status = write_area(&a, start, name);
    lt_free(a.share);
    lt_free(a.rate);
    lt_free(a.field);
    lt_free(a.sum);
    lt_free(a.buffer);
    return status;
}
