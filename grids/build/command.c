/* command.c - `lantian grid NAME`: makes grid.nc and says what it holds. */
#include "grids/build/stage.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

static void range(const double *values, long n, double *low, double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    for (long c = 0; c < n; c++) {
        *low = fmin(*low, values[c]);
        *high = fmax(*high, values[c]);
    }
}

typedef struct summary {
    double west, east, south, north, least_factor, most_factor, lowest, highest, area, land, sea, persons;
} summary;

static summary summarize(const lt_grid *g) {
    summary s = {0};
    long cells = (long)g->nx * g->ny;
    range(g->lon, cells, &s.west, &s.east);
    range(g->lat, cells, &s.south, &s.north);
    range(g->map_factor, cells, &s.least_factor, &s.most_factor);
    range(g->terrain, cells, &s.lowest, &s.highest);
    for (long c = 0; c < cells; c++) {
        s.area += g->area[c];
        s.land += g->area[c] * g->region_fraction[LT_REGION_OTHER_LAND * cells + c];
        s.sea += g->area[c] * g->region_fraction[LT_REGION_SEA * cells + c];
        s.persons += g->population[c];
    }
    return s;
}

/* Mean share of a class, over the grid or with a weight a cell. */
static double land_share(const lt_grid *g, const double *weight, int class) {
    const long cells = (long)g->nx * g->ny;
    double sum = 0, area = 0;
    for (long c = 0; c < cells; c++) {
        const double w = g->area[c] * (weight ? weight[c] : 1);
        sum += w * g->land_fraction[class * cells + c];
        area += w;
    }
    return area > 0 ? sum / area : 0;
}

static void say_land(const lt_grid *g) {
    lt_say("terrain: %s\nland cover: %s\n  %%:", g->terrain_source, g->land_source);
    const char *between = " ";
    for (int l = 0; l < LT_N_LAND; l++) {
        const double percent = 100 * land_share(g, NULL, l);
        if (percent < 0.05) continue;
        lt_say("%s%s %.1f", between, lt_land_names[l].id, percent);
        between = ", ";
    }
    lt_say("\n\n");
}

/* Forest, crops, town of a prefecture in per cent. */
static void land_of(const lt_grid *g, int r, double out[3]) {
    const double *weight = g->region_fraction + (long)r * g->nx * g->ny;
    out[0] = out[1] = 0;
    for (int l = LT_LAND_EVERGREEN_NEEDLELEAF; l <= LT_LAND_MIXED_FOREST; l++) out[0] += 100 * land_share(g, weight, l);
    out[1] = 100 * (land_share(g, weight, LT_LAND_CROPLAND) + land_share(g, weight, LT_LAND_CROPLAND_MOSAIC));
    out[2] = 100 * land_share(g, weight, LT_LAND_URBAN);
}

static void say_text(const lt_grid *g, const lt_region_report *report) {
    summary s = summarize(g);
    lt_say("%s: %d x %d cells of %g km, cell centres %.2f-%.2f E, %.2f-%.2f N\n", g->name, g->nx, g->ny, g->dx / 1000,
           s.west, s.east, s.south, s.north);
    lt_say("projection %s\n", g->proj);
    lt_say("map factor %.4f-%.4f, terrain %.0f-%.0f m, area %.0f km2 (other land %.0f, sea %.0f)\n", s.least_factor,
           s.most_factor, s.lowest, s.highest, s.area / 1e6, s.land / 1e6, s.sea / 1e6);
    lt_say("%d layers, edges [m]:", g->nz);
    for (int k = 0; k <= g->nz; k++) lt_say(" %g", g->z_edge[k]);
    lt_say("\npersons 2020: %.0f (Liaoning by its census; outside only listed places)\n\n", s.persons);
    say_land(g);
    lt_say("area by its outline and by its cells; least distance to the edge of the grid; land cover\n%-10s %13s %13s "
           "%10s %12s %9s %7s %6s\n",
           "prefecture", "polygon km2", "cells km2", "differ %", "to edge km", "forest %", "crops %", "town %");
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        double land[3];
        land_of(g, r, land);
        lt_say("%-10s %13.1f %13.1f %10.6f %12.1f %9.1f %7.1f %6.1f\n", g->region_id[r], report[r].polygon_area / 1e6,
               report[r].cell_area / 1e6, fabs(100 * (report[r].cell_area / report[r].polygon_area - 1)),
               report[r].margin / 1000, land[0], land[1], land[2]);
    }
}

static lt_status say_json(const lt_grid *g, const lt_region_report *report) {
    summary s = summarize(g);
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "grid", g->name);
    cJSON_AddStringToObject(root, "projection", g->proj);
    cJSON_AddNumberToObject(root, "nx", g->nx);
    cJSON_AddNumberToObject(root, "ny", g->ny);
    cJSON_AddNumberToObject(root, "cell_m", g->dx);
    cJSON_AddItemToObject(root, "layer_edges_m", cJSON_CreateDoubleArray(g->z_edge, g->nz + 1));
    cJSON_AddNumberToObject(root, "map_factor_min", s.least_factor);
    cJSON_AddNumberToObject(root, "map_factor_max", s.most_factor);
    cJSON_AddNumberToObject(root, "area_km2", s.area / 1e6);
    cJSON_AddStringToObject(root, "terrain_source", g->terrain_source);
    cJSON_AddStringToObject(root, "land_source", g->land_source);
    cJSON *cover = cJSON_AddObjectToObject(root, "land_cover_percent");
    for (int l = 0; l < LT_N_LAND; l++)
        cJSON_AddNumberToObject(cover, lt_land_names[l].id, 100 * land_share(g, NULL, l));
    cJSON *list = cJSON_AddArrayToObject(root, "prefectures");
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "name_en", g->region_id[r]);
        cJSON_AddNumberToObject(item, "polygon_km2", report[r].polygon_area / 1e6);
        cJSON_AddNumberToObject(item, "cells_km2", report[r].cell_area / 1e6);
        cJSON_AddNumberToObject(item, "to_border_km", report[r].margin / 1000);
        double land[3];
        land_of(g, r, land);
        cJSON_AddNumberToObject(item, "forest_percent", land[0]);
        cJSON_AddNumberToObject(item, "crops_percent", land[1]);
        cJSON_AddNumberToObject(item, "town_percent", land[2]);
        cJSON_AddItemToArray(list, item);
    }
    return lt_json_say(root);
}

/* "out/grid-liaoning-27", also for a path to a definition. */
static const char *default_folder(const lt_grid *g) {
    return lt_fmt("out/grid-%s", g->name);
}

lt_status lt_grid_command(const lt_cli *cli) {
    lt_region_report report[LT_N_PREFECTURES];
    lt_grid *g;
    lt_outdir *dir;
    LT_TRY(lt_cli_allow(cli, "out json quiet lang"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "which grid?", .expected = "lantian grid NAME [--out DIR]",
                        .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "give liaoning-27, liaoning-9, liaoning-27w or the path of a definition",
                        .where = "command line");
    LT_TRY(lt_grid_build(cli->positional[0], NULL, NULL, &g, report));
    lt_status status = lt_outdir_open(cli->out ? cli->out : default_folder(g), &dir);
    if (status == LT_OK) {
        status = lt_grid_write(g, dir, "grid.nc");
        if (status == LT_OK && cli->json) status = say_json(g, report);
        if (status == LT_OK && !cli->json) {
            say_text(g, report);
            lt_say("\nwritten: %s/grid.nc\n", lt_outdir_path(dir));
        }
        lt_outdir_close(dir);
    }
    lt_grid_free(g);
    return status;
}
