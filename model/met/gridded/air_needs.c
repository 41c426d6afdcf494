/* air_needs.c - what a series must hold so that its air can be placed. See air_needs.h. */
#include "model/met/gridded/air_needs.h"

#include "model/met/gridded/place_column.h"

static lt_status raise_lack(const lt_series *s, const char *field, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather lacks a field that the air needs", .where = s->part[0]->path,
                    .expected = field, .found = "none", .todo = todo);
}

lt_status lt_air_needs(const lt_series *s) {
    const lt_gridded *levels = lt_series_levels(s);
    if (!levels)
        return raise_lack(s, "temperature, humidity and wind over levels",
                          "add the file of the levels (pressure, model or hybrid levels) to the list");
    static const lt_gridded_field must[] = {LT_G_TEMPERATURE, LT_G_EAST, LT_G_NORTH};
    for (size_t f = 0; f < sizeof must / sizeof *must; f++)
        if (!lt_series_has(s, must[f]))
            return raise_lack(s, lt_gridded_rows[must[f]].name, "add the file that holds it to the list");
    if (!lt_series_has(s, LT_G_SPECIFIC_HUMIDITY) && !lt_series_has(s, LT_G_RELATIVE_HUMIDITY))
        return raise_lack(s, "specific or relative humidity over levels", "add the file that holds it to the list");
    if (levels->n_levels > LT_SOURCE_MAX_LEVELS || levels->n_levels < 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "number of levels that cannot be used", .where = levels->path,
                        .expected = lt_fmt("2 to %d", LT_SOURCE_MAX_LEVELS), .found = lt_fmt("%d", levels->n_levels),
                        .todo = "take fewer levels");
    bool surface = (lt_series_has(s, LT_G_SURFACE_PRESSURE) || levels->level_kind == LT_LEVELS_FIELD) &&
                   lt_series_has(s, LT_G_TERRAIN);
    if (levels->level_kind == LT_LEVELS_HYBRID && !lt_series_has(s, LT_G_SURFACE_PRESSURE))
        return raise_lack(s, "surface pressure (hybrid levels hang on it)", "add the file that holds it to the list");
    if (levels->level_kind == LT_LEVELS_FIELD && !lt_series_has(s, LT_G_PRESSURE))
        return raise_lack(s, "pressure of the levels", "add the file that holds it to the list");
    if (!lt_series_has(s, LT_G_HEIGHT) && !surface)
        return raise_lack(s, "geopotential height of the levels, or surface pressure and terrain",
                          "add the file that holds them to the list");
    return LT_OK;
}
