/* fusion_mask.c - what of an inventory is covered by those above it (fusion.h). */
#include "inventory/fusion/fusion.h"

#include <string.h>

const double *lt_fusion_region(const lt_grid *grid, const char *region) {
    const long n = (long)grid->nx * grid->ny;
    const int r = lt_grid_region(grid, region), neighbour = lt_grid_neighbour(grid, region);
    if (r >= 0) return grid->region_fraction + r * n;
    return neighbour >= 0 ? grid->neighbour_fraction + neighbour * n : NULL;
}

static bool may_fill(const lt_level *level, const char *region) {
    for (int k = 0; k < level->n_regions; k++)
        if (strcmp(level->regions[k], region) == 0) return true;
    return level->n_regions == 0;
}

enum { N_REGIONS = LT_N_PREFECTURES + 1 + LT_N_NEIGHBOURS };

/* Cities, the sea, neighbours. */
static const char *region_name(int k) {
    if (k < LT_N_PREFECTURES) return lt_region_ids[k];
    return k == LT_N_PREFECTURES ? lt_region_ids[LT_REGION_SEA] : lt_neighbour_ids[k - LT_N_PREFECTURES - 1];
}

static int region_index(const char *region) {
    for (int k = 0; k < N_REGIONS; k++)
        if (strcmp(region_name(k), region) == 0) return k;
    return -1;
}

lt_status lt_fusion_survey(lt_fusion *f) {
    const lt_sectors *sectors = f->allocation->sectors;
    const int width = sectors->n + 1;
    LT_TRY(lt_calloc((size_t)(N_REGIONS * width), sizeof(bool), &f->has));
    for (long k = 0; k < f->ledger->n; k++) {
        const lt_source *s = &f->ledger->sources[k];
        const int region = region_index(s->region);
        if (region < 0) continue;
        f->has[region * width + sectors->n] = true;
        for (int i = 0; i < sectors->n; i++)
            if (strcmp(sectors->items[i].name, s->sector) == 0) f->has[region * width + i] = true;
    }
    return LT_OK;
}

static bool ledger_covers(const lt_fusion *f, const lt_level *level, const lt_foreign_sector *sector,
                          const char *region) {
    const lt_sectors *sectors = f->allocation->sectors;
    const int k = region_index(region);
    if (k < 0) return false;
    const bool *has = f->has + k * (sectors->n + 1);
    if (!level->by_sector) return has[sectors->n];
    for (int i = 0; i < sectors->n; i++)
        if (has[i] && lt_foreign_sector_holds(sector, sectors->items[i].name)) return true;
    return false;
}

/* Does a level above hold something of this sector, if that is asked? */
static bool meets(const lt_level *level, const lt_foreign_sector *sector, const lt_foreign_sector *above) {
    return !level->by_sector || (above->sector[0] && lt_foreign_sector_holds(sector, above->sector));
}

static bool table_covers(const lt_fusion *f, int above, int level, const lt_foreign_sector *sector,
                         const char *region) {
    for (long k = 0; k < f->n_rows; k++)
        if (f->rows[k].level == above && strcmp(f->rows[k].region, region) == 0 &&
            meets(&f->background->levels[level], sector, f->rows[k].sector))
            return true;
    return false;
}

static bool grid_meets(const lt_fusion *f, int above, int level, const lt_foreign_sector *sector) {
    for (long k = 0; k < f->n_fields; k++)
        if (f->fields[k].level == above && meets(&f->background->levels[level], sector, f->fields[k].sector))
            return true;
    return false;
}

bool lt_fusion_covers(const lt_fusion *f, int level, const lt_foreign_sector *sector, const char *region) {
    const lt_level *levels = f->background->levels;
    if (!may_fill(&levels[level], region)) return true;
    if (ledger_covers(f, &levels[level], sector, region)) return true;
    for (int above = 0; above < level; above++) {
        if (table_covers(f, above, level, sector, region)) return true;
        /* A gridded inventory that was given regions fills them whole. */
        if (f->extent[above] && levels[above].n_regions > 0 && may_fill(&levels[above], region) &&
            grid_meets(f, above, level, sector))
            return true;
    }
    return false;
}

static void each_region(const lt_fusion *f, int level, const lt_foreign_sector *sector, double *kept) {
    const long n = (long)f->grid->nx * f->grid->ny;
    const bool only = f->background->levels[level].n_regions > 0;
    for (long c = 0; c < n; c++) kept[c] = only ? 0 : 1;
    for (int k = 0; k < N_REGIONS; k++) {
        const char *region = region_name(k);
        const double *share = lt_fusion_region(f->grid, region);
        const bool covered = lt_fusion_covers(f, level, sector, region);
        if (!share || covered == only) continue;
        for (long c = 0; c < n; c++) kept[c] += only ? share[c] : -share[c];
    }
    for (long c = 0; c < n; c++)
        if (kept[c] < 1e-14) kept[c] = 0; /* shares that sum to 1 but for rounding leave nothing */
}

/* What the gridded inventories above that fill everything leave. */
static void take_off_grids(const lt_fusion *f, int level, const lt_foreign_sector *sector, double *kept) {
    for (int above = 0; above < level; above++) {
        const bool fills_all = f->extent[above] && f->background->levels[above].n_regions == 0;
        if (!fills_all || !grid_meets(f, above, level, sector)) continue;
        for (long c = 0; c < (long)f->grid->nx * f->grid->ny; c++) kept[c] *= 1 - f->extent[above][c];
    }
}

void lt_fusion_kept(const lt_fusion *f, int level, const lt_foreign_sector *sector, double *kept) {
    each_region(f, level, sector, kept);
    take_off_grids(f, level, sector, kept);
}

void lt_fusion_kept_of_table(const lt_fusion *f, int level, const lt_foreign_sector *sector, double *kept) {
    for (long c = 0; c < (long)f->grid->nx * f->grid->ny; c++) kept[c] = 1;
    take_off_grids(f, level, sector, kept);
}
