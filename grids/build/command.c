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
    lt_say("area by its outline and by its cells; least distance to the edge of the grid\n%-10s %13s %13s %10s %12s\n",
           "prefecture", "polygon km2", "cells km2", "differ %", "to edge km");
    for (int r = 0; r < LT_N_PREFECTURES; r++)
        lt_say("%-10s %13.1f %13.1f %10.6f %12.1f\n", g->region_id[r], report[r].polygon_area / 1e6,
               report[r].cell_area / 1e6, fabs(100 * (report[r].cell_area / report[r].polygon_area - 1)),
               report[r].margin / 1000);
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
    cJSON *list = cJSON_AddArrayToObject(root, "prefectures");
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "name_en", g->region_id[r]);
        cJSON_AddNumberToObject(item, "polygon_km2", report[r].polygon_area / 1e6);
        cJSON_AddNumberToObject(item, "cells_km2", report[r].cell_area / 1e6);
        cJSON_AddNumberToObject(item, "to_border_km", report[r].margin / 1000);
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
    LT_TRY(lt_grid_build(cli->positional[0], NULL, &g, report));
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
