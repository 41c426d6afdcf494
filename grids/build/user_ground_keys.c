/* user_ground_keys.c - keys and files of the section `ground`, without what reads rasters (user_ground_private.h). */
#include "grids/build/user_ground_private.h"

#include "base/document_path.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/build/user_path.h"

#include <stddef.h>
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

static lt_status read_keys(const lt_node *section, lt_user_ground_files *out) {
    memset(out, 0, sizeof *out);
    if (!section) return LT_OK;
    lt_node *node = (lt_node *)section; /* keys are marked as used */
    LT_TRY_CONTEXT(lt_config_fill(node, lt_user_ground_rows, &out->keys), "section ground of the case");
    out->land_crs = out->keys.land.crs ? out->keys.land.crs : "";
    out->terrain_crs = out->keys.terrain.crs ? out->keys.terrain.crs : "";
    LT_TRY(find(out->keys.land.file, "land", section, out->land, sizeof out->land));
    return find(out->keys.terrain.file, "terrain", section, out->terrain, sizeof out->terrain);
}

lt_status lt_user_ground_codes(const lt_user_ground_files *c, lt_land_codes *codes) {
    char path[4096];
    LT_TRY(lt_share_path("grids/data/land_codes.csv", path, sizeof path));
    return lt_land_codes_read(path, c->keys.land.classes, codes);
}

lt_status lt_user_ground_visit(const lt_node *section, lt_user_ground_visitor *call, void *user) {
    lt_user_ground_files *c;
    LT_TRY(lt_calloc(1, sizeof *c, &c));
    lt_status status = read_keys(section, c);
    if (status == LT_OK) status = call(section, c, user);
    lt_config_release(lt_user_ground_rows, &c->keys);
    lt_free(c);
    return status;
}

static lt_status check(const lt_node *section, const lt_user_ground_files *c, void *user) {
    (void)user;
    lt_land_codes codes;
    if (c->land[0])
        LT_TRY_CONTEXT(lt_user_ground_codes(c, &codes), "%s, ground: land: classes", lt_node_where(section));
    return LT_OK;
}

lt_status lt_user_ground_check(const lt_node *section) {
    return lt_user_ground_visit(section, check, NULL);
}

static lt_status digest(const lt_node *section, const lt_user_ground_files *c, void *user) {
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
    return lt_user_ground_visit(section, digest, hash);
}
