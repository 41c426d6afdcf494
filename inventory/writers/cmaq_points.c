/* cmaq_points.c - stacks for CMAQ's inline plume rise: STACK_GROUPS (one record at the first hour, one row a stack) and
 * their hourly emissions in the same order (ROW = stacks, COL = 1).
 *
 * Variables, units and descriptions of STACK_GROUPS: openeout.f of SMOKE. LMAJOR 1: every stack stands for itself. */
#include "inventory/writers/cmaq.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* X-macro: name, units, is integer, description. */
#define STACK_LIST(X)                                                                                                  \
    X(ISTACK, "none", true, "Stack group number")                                                                      \
    X(LATITUDE, "degrees", false, "Latitude")                                                                          \
    X(LONGITUDE, "degrees", false, "Longitude")                                                                        \
    X(STKDM, "m", false, "Inside stack diameter")                                                                      \
    X(STKHT, "m", false, "Stack height above ground surface")                                                          \
    X(STKTK, "degrees K", false, "Stack exit temperature")                                                             \
    X(STKVE, "m/s", false, "Stack exit velocity")                                                                      \
    X(STKFLW, "m**3/s", false, "Stack exit flow rate")                                                                 \
    X(STKCNT, "none", true, "Number of stacks in group")                                                               \
    X(ROW, "none", true, "Grid row number")                                                                            \
    X(COL, "none", true, "Grid column number")                                                                         \
    X(XLOCA, "METERS", false, "Projection x coordinate")                                                               \
    X(YLOCA, "METERS", false, "Projection y coordinate")                                                               \
    X(IFIP, "none", true, "FIPS CODE")                                                                                 \
    X(LMAJOR, "none", true, "1= MAJOR SOURCE in domain, 0=otherwise")                                                  \
    X(LPING, "none", true, "1=PING SOURCE in domain, 0=otherwise")

enum {
#define STACK_ENUM(name, units, integer, doc) name,
    STACK_LIST(STACK_ENUM)
#undef STACK_ENUM
        N_STACK_VARIABLES
};

static const lt_ioapi_variable stack_variables[] = {
#define STACK_ROW(name, units, integer, doc) {#name, units, doc, integer},
    STACK_LIST(STACK_ROW)
#undef STACK_ROW
};

static void fill_stack(const lt_cmaq *c, long n, double v[N_STACK_VARIABLES]) {
    const lt_grid *grid = c->job->grid;
    const lt_point *p = &c->gridded->points[n];
    const lt_source *s = p->source;
    const lt_region_code *code = lt_region_code_of(&c->tables, s->region);
    v[ISTACK] = (double)n + 1;
    v[LATITUDE] = s->lat;
    v[LONGITUDE] = s->lon;
    v[STKDM] = s->stack_diameter_m;
    v[STKHT] = s->stack_height_m;
    v[STKTK] = s->exit_temperature_K;
    v[STKVE] = s->exit_velocity_ms;
    v[STKFLW] = 0.25 * M_PI * s->stack_diameter_m * s->stack_diameter_m * s->exit_velocity_ms;
    v[STKCNT] = 1;
    v[ROW] = floor((p->y - grid->y0) / grid->dx) + 1;
    v[COL] = floor((p->x - grid->x0) / grid->dx) + 1;
    v[XLOCA] = p->x;
    v[YLOCA] = p->y;
    v[IFIP] = code ? atof(code->code) : 0;
    v[LMAJOR] = 1;
    v[LPING] = 0;
}

static lt_ioapi_head head_of(const lt_cmaq *c, lt_time start, long records, const char *description) {
    return (lt_ioapi_head){.start = start,
                           .n_records = records,
                           .ncols = 1,
                           .nrows = (int)c->gridded->n_points,
                           .nlays = 1,
                           .grid = c->job->grid,
                           .z_edge = c->job->grid->z_edge,
                           .description = description,
                           .program = "LANTIAN"};
}

static lt_status fill_groups(const lt_cmaq *c, lt_ioapi *file, float *buffer) {
    const long n = c->gridded->n_points;
    for (long p = 0; p < n; p++) {
        double v[N_STACK_VARIABLES];
        fill_stack(c, p, v);
        for (int k = 0; k < N_STACK_VARIABLES; k++) buffer[k * n + p] = (float)v[k];
    }
    for (int k = 0; k < N_STACK_VARIABLES; k++) LT_TRY(lt_ioapi_put(file, k, 0, buffer + k * n));
    return LT_OK;
}

static lt_status fill_hours(const lt_cmaq *c, lt_ioapi *file, lt_time start, float *buffer) {
    const lt_gridded *g = c->gridded;
    for (long h = 0; h < LT_CMAQ_HOURS; h++)
        for (int o = 0; o < c->n_outputs; o++) {
            for (long p = 0; p < g->n_points; p++) {
                lt_calendar *calendar = &c->job->allocation->calendars->items[g->points[p].timing.calendar];
                const double annual = c->rules[o].scale * g->points[p].kg[c->rules[o].emitted];
                buffer[p] = (float)(annual * lt_calendar_rate(calendar, start + h * LT_HOUR));
            }
            LT_TRY(lt_ioapi_put(file, o, h, buffer));
        }
    return LT_OK;
}

static lt_status end(lt_ioapi *file, lt_status status) {
    if (status == LT_OK) return lt_ioapi_commit(file);
    lt_ioapi_abandon(file);
    return status;
}

lt_status lt_cmaq_put_points(const lt_cmaq *c, lt_time start, const char *groups, const char *name) {
    if (c->gridded->n_points == 0) return LT_OK;
    float *buffer;
    lt_ioapi *file;
    LT_TRY(lt_calloc((size_t)c->gridded->n_points * N_STACK_VARIABLES, sizeof *buffer, &buffer));
    const lt_ioapi_head of_groups = head_of(c, start, 1, "Stack groups: one stack each"),
                        of_hours =
                            head_of(c, start, LT_CMAQ_HOURS, "Emissions of stacks, in the order of the stack groups");
    lt_status status = lt_ioapi_create(c->job->dir, groups, &of_groups, stack_variables, N_STACK_VARIABLES, &file);
    if (status == LT_OK) status = end(file, fill_groups(c, file, buffer));
    if (status == LT_OK) status = lt_ioapi_create(c->job->dir, name, &of_hours, c->outputs, c->n_outputs, &file);
    if (status == LT_OK) status = end(file, fill_hours(c, file, start, buffer));
    lt_free(buffer);
    return status;
}
