/* user_ground.c - keys and files of the section `ground` (user_ground.h). */
#include "grids/build/user_ground.h"

#include "base/document_path.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/build/land_codes.h"
#include "grids/build/land_raster.h"
#include "grids/build/user_path.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define LAND(member) offsetof(lt_user_ground_land, member)
static const lt_config_row land_rows[] = {
    {.key = "file", .type = LT_TEXT, .offset = LAND(file), .fallback = "", .doc = "raster of class codes, one band"},
    {.key = "classes",
     .type = LT_TEXT,
     .offset = LAND(classes),
     .fallback = "igbp",
     .doc = "its legend: one of grids/data/land_codes.csv"},
    {.key = "crs", .type = LT_TEXT, .offset = LAND(crs), .fallback = "", .doc = "for files that do not say theirs"},
    {0}};
#define TERRAIN(member) offsetof(lt_user_ground_terrain, member)
static const lt_config_row terrain_rows[] = {
    {.key = "file", .type = LT_TEXT, .offset = TERRAIN(file), .fallback = "", .doc = "raster of heights in m"},
    {.key = "crs", .type = LT_TEXT, .offset = TERRAIN(crs), .fallback = "", .doc = "for files that do not say theirs"},
    {0}};
const lt_config_row lt_user_ground_rows[] = {{.key = "land",
                                              .type = LT_MAP,
                                              .offset = offsetof(lt_user_ground_settings, land),
                                              .fallback = "",
                                              .sub = land_rows,
                                              .sub_size = sizeof(lt_user_ground_land),
                                              .doc = "land cover of the user's"},
                                             {.key = "terrain",
                                              .type = LT_MAP,
                                              .offset = offsetof(lt_user_ground_settings, terrain),
                                              .fallback = "",
                                              .sub = terrain_rows,
                                              .sub_size = sizeof(lt_user_ground_terrain),
                                              .doc = "heights of the user's"},
                                             {0}};

/* What one of the two names: path "" where it names nothing. */
typedef struct chosen {
    lt_user_ground_settings keys;
    const char *land_crs, *terrain_crs; /* "": what the file says */
    char land[4096], terrain[4096];
} chosen;

static lt_status find(const char *file, const char *key, const lt_node *section, char *path, size_t size) {
    path[0] = '\0';
    if (!file || !file[0]) return LT_OK;
    lt_node_path(section, file, path, size);
    if (lt_path_exists(path)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the raster of %s is not there", key),
                    .where = lt_fmt("%s, ground: %s", lt_node_where(section), key), .expected = file,
                    .found = lt_node_searched(section, file, false),
                    .todo = "correct the path: it counts from the folder of the case, then from the current one");
}

static lt_status read_keys(const lt_node *section, chosen *out) {
    memset(out, 0, sizeof *out);
    if (!section) return LT_OK;
    lt_node *node = (lt_node *)section; /* keys are marked as used */
    LT_TRY_CONTEXT(lt_config_fill(node, lt_user_ground_rows, &out->keys), "section ground of the case");
    out->land_crs = out->keys.land.crs ? out->keys.land.crs : "";
    out->terrain_crs = out->keys.terrain.crs ? out->keys.terrain.crs : "";
    LT_TRY(find(out->keys.land.file, "land", section, out->land, sizeof out->land));
    return find(out->keys.terrain.file, "terrain", section, out->terrain, sizeof out->terrain);
}

static lt_status read_codes(const chosen *c, lt_land_codes *codes) {
    char path[4096];
    LT_TRY(lt_share_path("grids/data/land_codes.csv", path, sizeof path));
    return lt_land_codes_read(path, c->keys.land.classes, codes);
}

typedef lt_status visit(const lt_node *section, const chosen *c, void *user);

static lt_status with_keys(const lt_node *section, visit *call, void *user) {
    chosen *c;
    LT_TRY(lt_calloc(1, sizeof *c, &c));
    lt_status status = read_keys(section, c);
    if (status == LT_OK) status = call(section, c, user);
    lt_config_release(lt_user_ground_rows, &c->keys);
    lt_free(c);
    return status;
}

static lt_status check(const lt_node *section, const chosen *c, void *user) {
    (void)user;
    lt_land_codes codes;
    if (c->land[0]) LT_TRY_CONTEXT(read_codes(c, &codes), "%s, ground: land: classes", lt_node_where(section));
    return LT_OK;
}

lt_status lt_user_ground_check(const lt_node *section) {
    return with_keys(section, check, NULL);
}

static lt_status digest(const lt_node *section, const chosen *c, void *user) {
    (void)section;
    if (c->land[0]) {
        lt_hash_text(user, c->keys.land.classes);
        lt_hash_text(user, c->land_crs);
        LT_TRY(lt_user_digest(c->land, user));
    }
    if (!c->terrain[0]) return LT_OK;
    lt_hash_text(user, "terrain");
    lt_hash_text(user, c->terrain_crs);
    return lt_user_digest(c->terrain, user);
}

lt_status lt_user_ground_digest(const lt_node *section, lt_hash *hash) {
    return with_keys(section, digest, hash);
}

typedef struct filling {
    lt_grid *grid;
    bool *terrain, *land;
} filling;

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lt_status fill(const lt_node *section, const chosen *c, void *user) {
    filling *f = user;
    lt_grid *g = f->grid;
    lt_land_codes codes;
    *f->land = c->land[0] != '\0';
    *f->terrain = c->terrain[0] != '\0';
    if (*f->land) {
        LT_TRY(read_codes(c, &codes));
        LT_TRY_CONTEXT(lt_land_raster_fill(g, c->land, c->land_crs, &codes), "%s, ground: land",
                       lt_node_where(section));
        snprintf(g->land_source, sizeof g->land_source,
                 "%.120s by the legend %s, water no less than the sea of the coast", base_name(c->land), codes.legend);
    }
    if (*f->terrain) {
        LT_TRY_CONTEXT(lt_terrain_raster_fill(g, c->terrain, c->terrain_crs), "%s, ground: terrain",
                       lt_node_where(section));
        snprintf(g->terrain_source, sizeof g->terrain_source, "%.120s, mean by area, sea 0", base_name(c->terrain));
    }
    return LT_OK;
}

lt_status lt_user_ground_fill(lt_grid *grid, const lt_node *section, bool *terrain, bool *land) {
    filling f = {grid, terrain, land};
    return with_keys(section, fill, &f);
}
