/* counties.c - which share of every cell lies in which county (counties.h). Counties tile their prefectures but for
 * what simplifying the outlines moves (88 m on average, ../data/README.md); each is taken as it is. */
#include "grids/build/counties.h"

#include "base/outdir.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-9; /* of a cell: as in regions.c */

static lt_status take_text(const cJSON *properties, const char *key, const char *path, char *out, size_t size) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, key));
    if (text && text[0] && strlen(text) < size) {
        memcpy(out, text, strlen(text) + 1);
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a county lacks a property", .where = lt_fmt("%s, %s", path, key),
                    .expected = lt_fmt("a text below %zu bytes", size), .found = text ? text : "none",
                    .todo = "restore the file");
}

static lt_status read_names(lt_grid *g, const char *path, const char *text, const lt_shapes *shapes) {
    cJSON *document = cJSON_Parse(text);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(document, "features"), *feature;
    lt_status status = lt_calloc((size_t)shapes->n, sizeof *g->county, &g->county);
    int n = 0;
    cJSON_ArrayForEach(feature, features) {
        lt_county c = {"", "", "", ""};
        const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
        if (status == LT_OK) status = take_text(properties, "adcode", path, c.adcode, sizeof c.adcode);
        if (status == LT_OK) status = take_text(properties, "city", path, c.city, sizeof c.city);
        if (status == LT_OK) status = take_text(properties, "name_en", path, c.name_en, sizeof c.name_en);
        if (status == LT_OK) status = take_text(properties, "name_zh", path, c.name_zh, sizeof c.name_zh);
        if (status == LT_OK && (n == shapes->n || strcmp(shapes->items[n].id, c.adcode) != 0 ||
                                lt_grid_region(g, c.city) < 0 || lt_grid_region(g, c.city) >= LT_N_PREFECTURES))
            status = LT_RAISE(LT_ERR_INPUT, .what = "a county stands twice or in no city", .where = path,
                              .expected = "every code once, a prefecture of Liaoning",
                              .found = lt_fmt("%s in %s", c.adcode, c.city), .todo = "restore the file");
        if (status == LT_OK) g->county[n++] = c;
    }
    cJSON_Delete(document);
    return status;
}

lt_status lt_counties_fill(lt_geos *geos, lt_grid *g, const char *path, lt_shapes *shapes) {
    long cells = (long)g->nx * g->ny;
    char *text;
    double *fraction;
    LT_TRY(lt_path_read_text(path, &text));
    lt_status status = lt_shapes_parse(geos, g->projection, path, text, "adcode", shapes);
    if (status == LT_OK) status = read_names(g, path, text, shapes);
    free(text);
    LT_TRY(status);
    LT_TRY(lt_calloc((size_t)cells, sizeof *fraction, &fraction));
    for (int s = 0; s < shapes->n && status == LT_OK; s++) {
        status = lt_overlay_fractions(geos, g, shapes->items[s].geometry, fraction);
        for (long c = 0; c < cells; c++)
            if (fraction[c] < ROUNDING) fraction[c] = 0;
        if (status == LT_OK) status = lt_parts_append(&g->counties, shapes->items[s].id, fraction, cells);
        if (status != LT_OK)
            status = lt_error_context(status, "laying the county %s over the grid", shapes->items[s].id);
    }
    lt_free(fraction);
    return status;
}
