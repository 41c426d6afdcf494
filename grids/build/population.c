/* population.c - persons of every cell (statics.h).
 *
 * In each prefecture with census N:   0.7214 N over its listed places by their weights (GeoNames population)
 *                                     0.2786 N evenly over its area
 * 0.7214: urban share of Liaoning 2020 (V, Lantian's activity tables); the same in all prefectures is an assumption
 * (D). A place's persons stand evenly on a disc of 100 m2 a person (recalled: urban land of 65-115 m2 a person in GB
 * 50137-2011), as far as the disc lies in the prefecture; so a city of millions does not stand in one 9 km cell.
 * Outside Liaoning only what the list holds is known (117-127 E, 37.5-44.5 N); it stands in the cell of the place. */
#include "grids/build/statics.h"

#include "base/csv.h"

#include <math.h>
#include <string.h>

static const double URBAN_SHARE = 0.7214;
enum { DISC_POINTS = 200 };

typedef struct places {
    long n;
    double *x, *y, *weight;
    int *region; /* prefecture, or -1 */
} places;

static int prefecture_of(const char *id) {
    for (int r = 0; r < LT_N_PREFECTURES; r++)
        if (strcmp(lt_region_ids[r], id) == 0) return r;
    return -1;
}

static lt_status get_place(const lt_csv *table, long row, const int column[4], lt_grid *g, places *p) {
    double lon, lat;
    const char *region = lt_csv_text(table, row, column[3]);
    LT_TRY(lt_csv_double(table, row, column[0], &lon));
    LT_TRY(lt_csv_double(table, row, column[1], &lat));
    LT_TRY(lt_csv_double(table, row, column[2], &p->weight[row]));
    p->region[row] = prefecture_of(region);
    bool known = p->region[row] >= 0 || strcmp(region, lt_region_ids[LT_REGION_OTHER_LAND]) == 0;
    if (!known || !(p->weight[row] > 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "bad place", .where = lt_csv_where(table, row, column[known ? 2 : 3]),
                        .expected = known ? "a population above 0" : "one of the 14 prefectures or other_land",
                        .found = lt_fmt("%s", lt_csv_text(table, row, column[known ? 2 : 3])),
                        .todo = "correct the row");
    return lt_projection_forward(g->projection, lon, lat, &p->x[row], &p->y[row]);
}

static lt_status get_places(lt_grid *g, const char *path, places *p) {
    static const char *const names[4] = {"lon", "lat", "population", "region"};
    lt_csv *table;
    int column[4];
    lt_status status = LT_OK;
    LT_TRY(lt_csv_read(path, &table));
    p->n = lt_csv_rows(table);
    for (int c = 0; c < 4; c++) LT_TRY_GOTO(status, lt_csv_column(table, names[c], &column[c]), end);
    LT_TRY_GOTO(status, lt_calloc((size_t)p->n, sizeof(double), &p->x), end);
    LT_TRY_GOTO(status, lt_calloc((size_t)p->n, sizeof(double), &p->y), end);
    LT_TRY_GOTO(status, lt_calloc((size_t)p->n, sizeof(double), &p->weight), end);
    LT_TRY_GOTO(status, lt_calloc((size_t)p->n, sizeof(int), &p->region), end);
    for (long row = 0; row < p->n; row++) LT_TRY_GOTO(status, get_place(table, row, column, g, p), end);
end:
    lt_csv_free(table);
    return status;
}

static lt_status get_census(const char *path, double persons[LT_N_PREFECTURES]) {
    lt_csv *table;
    int region, count;
    lt_status status;
    for (int r = 0; r < LT_N_PREFECTURES; r++) persons[r] = -1;
    LT_TRY(lt_csv_read(path, &table));
    LT_TRY_GOTO(status, lt_csv_column(table, "region", &region), end);
    LT_TRY_GOTO(status, lt_csv_column(table, "persons_2020", &count), end);
    for (long row = 0; row < lt_csv_rows(table); row++) {
        int r = prefecture_of(lt_csv_text(table, row, region));
        if (r < 0 || persons[r] >= 0) {
            status = LT_RAISE(LT_ERR_INPUT, .what = r < 0 ? "unknown prefecture" : "prefecture stands twice",
                              .where = lt_csv_where(table, row, region), .expected = "each of the 14 once",
                              .found = lt_fmt("%s", lt_csv_text(table, row, region)), .todo = "correct the row");
            goto end;
        }
        LT_TRY_GOTO(status, lt_csv_double(table, row, count, &persons[r]), end);
    }
    for (int r = 0; r < LT_N_PREFECTURES; r++)
        if (!(persons[r] > 0)) {
            status = LT_RAISE(LT_ERR_INPUT, .what = "prefecture without persons", .where = lt_fmt("%s", path),
                              .expected = lt_fmt("a row with the persons of %s", lt_region_ids[r]), .found = "none",
                              .todo = "add the row");
            goto end;
        }
end:
    lt_csv_free(table);
    return status;
}

static void add_at(lt_grid *g, double x, double y, double persons) {
    double column = floor((x - g->x0) / g->dx), row = floor((y - g->y0) / g->dx);
    if (column < 0 || column >= g->nx || row < 0 || row >= g->ny) return;
    g->population[(long)row * g->nx + (long)column] += persons;
}

/* Spread over the disc, at points of equal share along a sunflower spiral that lie in the prefecture. */
static lt_status add_disc(lt_geos *geos, lt_grid *g, const GEOSPreparedGeometry *prefecture, double x, double y,
                          double persons) {
    double radius = sqrt(persons * LT_LAND_PER_PERSON_M2 / M_PI) * lt_projection_map_factor(g->projection, x, y);
    double px[DISC_POINTS], py[DISC_POINTS];
    int n = 0;
    for (int q = 0; q < DISC_POINTS; q++) {
        double r = radius * sqrt((q + 0.5) / DISC_POINTS), turn = q * M_PI * (3 - sqrt(5));
        px[n] = x + r * cos(turn);
        py[n] = y + r * sin(turn);
        GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos->handle, px[n], py[n]);
        if (!point) return lt_geos_raise(geos, "point cannot be made", NULL);
        if (GEOSPreparedIntersects_r(geos->handle, prefecture, point) == 1) n++;
        GEOSGeom_destroy_r(geos->handle, point);
    }
    if (n == 0) add_at(g, x, y, persons); /* an island that the simplified coast lost */
    for (int q = 0; q < n; q++) add_at(g, px[q], py[q], persons / n);
    return LT_OK;
}

static lt_status do_prefecture(lt_geos *geos, lt_grid *g, const lt_shape *shape, const places *p, int r,
                               double persons) {
    double weights = 0;
    long cells = (long)g->nx * g->ny;
    for (long q = 0; q < p->n; q++)
        if (p->region[q] == r) weights += p->weight[q];
    double urban = weights > 0 ? URBAN_SHARE * persons : 0;
    for (long c = 0; c < cells; c++)
        g->population[c] += (persons - urban) * g->region_fraction[r * cells + c] * g->area[c] / shape->area;
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, shape->geometry);
    if (!prepared) return lt_geos_raise(geos, "prefecture cannot be prepared", NULL);
    lt_status status = LT_OK;
    for (long q = 0; status == LT_OK && q < p->n; q++)
        if (p->region[q] == r) status = add_disc(geos, g, prepared, p->x[q], p->y[q], urban * p->weight[q] / weights);
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    return status;
}

lt_status lt_population_fill(lt_geos *geos, lt_grid *g, const lt_shapes *prefectures, const char *census_path,
                             const char *places_path) {
    double persons[LT_N_PREFECTURES];
    places p = {0};
    LT_TRY(get_census(census_path, persons));
    lt_status status = get_places(g, places_path, &p);
    for (int r = 0; status == LT_OK && r < LT_N_PREFECTURES; r++)
        status = do_prefecture(geos, g, &prefectures->items[r], &p, r, persons[r]);
    for (long q = 0; status == LT_OK && q < p.n; q++)
        if (p.region[q] < 0) add_at(g, p.x[q], p.y[q], p.weight[q]);
    lt_free(p.x);
    lt_free(p.y);
    lt_free(p.weight);
    lt_free(p.region);
    return status;
}
