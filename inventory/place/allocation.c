/* allocation.c - the shipped tables that say where, when and how high the ledger's rows emit. */
#include "inventory/place/gridding.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

static lt_status read_regions(const lt_csv *t, lt_regions *regions) {
    static const char *const names[] = {"region", "name_en", "name_zh", "area_km2", "persons", "mark", "source", NULL};
    int c[7];
    LT_TRY(lt_csv_exactly(t, names, c));
    regions->n = (int)lt_csv_rows(t);
    LT_TRY(lt_calloc((size_t)regions->n, sizeof(lt_region_info), &regions->items));
    LT_TRY(lt_calloc((size_t)regions->n, sizeof(char *), &regions->names));
    for (int r = 0; r < regions->n; r++) {
        lt_region_info *info = &regions->items[r];
        snprintf(info->id, sizeof info->id, "%s", lt_csv_text(t, r, c[0]));
        snprintf(info->name_en, sizeof info->name_en, "%s", lt_csv_text(t, r, c[1]));
        snprintf(info->name_zh, sizeof info->name_zh, "%s", lt_csv_text(t, r, c[2]));
        double km2 = 0;
        bool sea = lt_part_of(info->id) == LT_PART_SEA;
        if (!sea) LT_TRY(lt_csv_double(t, r, c[3], &km2));
        if (!lt_csv_empty(t, r, c[4])) LT_TRY(lt_csv_double(t, r, c[4], &info->persons));
        if (km2 <= 0 && !sea)
            return LT_RAISE(LT_ERR_INPUT, .what = "a region needs an area above 0", .where = lt_csv_where(t, r, c[3]),
                            .expected = "km2", .found = lt_fmt("%g", km2), .todo = "correct the area");
        info->area_m2 = km2 * 1e6;
        regions->names[r] = info->id;
    }
    return LT_OK;
}

lt_status lt_regions_read(const char *path, lt_regions **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_regions *regions;
    LT_TRY(lt_calloc(1, sizeof *regions, &regions));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_regions(table, regions);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_regions_free(regions);
        return status;
    }
    *out = regions;
    return LT_OK;
}

void lt_regions_free(lt_regions *regions) {
    if (!regions) return;
    lt_free(regions->items);
    lt_free(regions->names);
    lt_free(regions);
}

const lt_region_info *lt_regions_find(const lt_regions *regions, const char *id) {
    for (int k = 0; k < regions->n; k++)
        if (strcmp(regions->items[k].id, id) == 0) return &regions->items[k];
    return NULL;
}

lt_status lt_allocation_read(int base_year, lt_allocation *out) {
    char path[512], weights[512];
    memset(out, 0, sizeof *out);
    lt_status status;
    LT_TRY_GOTO(status, lt_share_path("inventory/data/calendars.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_calendars_read(path, base_year, &out->calendars), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/holidays.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/holiday_weights.csv", weights, sizeof weights), failed);
    LT_TRY_GOTO(status, lt_calendars_add_holidays(out->calendars, path, weights), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/profiles.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_profiles_read(path, &out->profiles), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/sectors.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_sectors_read(path, &out->sectors), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/regions.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_regions_read(path, &out->regions), failed);
    LT_TRY_GOTO(status, lt_share_path("inventory/data/outside.csv", path, sizeof path), failed);
    LT_TRY_GOTO(status, lt_outside_read(path, &out->outside), failed);
    return LT_OK;
failed:
    lt_allocation_free(out);
    return status;
}

void lt_allocation_free(lt_allocation *allocation) {
    lt_calendars_free(allocation->calendars);
    lt_profiles_free(allocation->profiles);
    lt_sectors_free(allocation->sectors);
    lt_regions_free(allocation->regions);
    lt_outside_free(allocation->outside);
    lt_free(allocation->own);
    memset(allocation, 0, sizeof *allocation);
}

lt_status lt_allocation_own(lt_allocation *allocation, const lt_node *section) {
    const lt_node *map = section ? lt_node_get(section, "surrogates") : NULL;
    int n = map && map->kind == LT_NODE_MAP ? map->n : 0;
    LT_TRY(lt_calloc((size_t)n, sizeof *allocation->own, &allocation->own));
    for (int k = 0; k < n; k++) snprintf(allocation->own[k], sizeof allocation->own[k], "%s", map->keys[k]);
    allocation->n_own = n;
    return LT_OK;
}
