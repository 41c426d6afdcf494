/* cf_units.c - units of CF files, and what is the same quantity in another form: geopotential for height, metres of
 * water for kg m-2, J m-2 for W m-2, a rate for an amount. */
#include "model/met/gridded/readers/cf.h"

#include "base/units.h"

#include <string.h>

/* Geopotential to geopotential height: WMO's standard gravity; density of water as ECMWF takes it. */
static const double G0 = 9.80665, WATER = 1000.0;

const char *lt_cf_unit_text(const char *text) {
    static const char *const same[][2] = {{"(0 - 1)", "1"},
                                          {"(0-1)", "1"},
                                          {"0-1", "1"},
                                          {"0 - 1", "1"},
                                          {"-", "1"},
                                          {"~", "1"},
                                          {"fraction", "1"},
                                          {"Fraction", "1"},
                                          {"Proportion", "1"},
                                          {"proportion", "1"},
                                          {"Numeric", "1"},
                                          {"dimensionless", "1"},
                                          {"none", "1"},
                                          {"gpm", "m"},
                                          {"m of water equivalent", "m"},
                                          {"m of water", "m"},
                                          {"mb", "hPa"},
                                          {"KG/KG", "kg kg-1"},
                                          {"M/S", "m s-1"},
                                          {"WATTS/M**2", "W m-2"}};
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        if (strcmp(text, same[k][0]) == 0) return same[k][1];
    return text;
}

/* The other forms of a field. */
static const struct {
    lt_gridded_field field;
    const char *unit;
    double factor;
    bool accumulated, rate;
} forms[] = {
    {LT_G_HEIGHT, "m2 s-2", 1.0 / G0, false, false},
    {LT_G_TERRAIN, "m2 s-2", 1.0 / G0, false, false},
    {LT_G_SNOW, "m", WATER, false, false},
    {LT_G_SOIL_MOISTURE, "kg m-3", 1.0 / WATER, false, false},
    {LT_G_RAIN, "m", WATER, false, false},
    {LT_G_RAIN, "kg m-2 s-1", 1.0, false, true},
    {LT_G_RAIN, "m s-1", WATER, false, true},
    {LT_G_RAIN_CONVECTIVE, "m", WATER, false, false},
    {LT_G_RAIN_CONVECTIVE, "kg m-2 s-1", 1.0, false, true},
    {LT_G_RAIN_CONVECTIVE, "m s-1", WATER, false, true},
    {LT_G_SNOWFALL, "m", WATER, false, false},
    {LT_G_SNOWFALL, "kg m-2 s-1", 1.0, false, true},
    {LT_G_SNOWFALL, "m s-1", WATER, false, true},
    {LT_G_SHORTWAVE, "J m-2", 1.0, true, false},
    {LT_G_LONGWAVE, "J m-2", 1.0, true, false},
    {LT_G_SENSIBLE, "J m-2", 1.0, true, false},
    {LT_G_LATENT, "J m-2", 1.0, true, false},
};

static bool converts(const char *from, const char *to, lt_cf_source *s) {
    if (lt_units_factor(from, to, &s->slope, &s->offset) == LT_OK) return true;
    lt_error_clear();
    return false;
}

lt_status lt_cf_set_unit(lt_cf *cf, lt_gridded_field field, bool downward) {
    lt_cf_source *s = &cf->source[field];
    char text[128];
    const char *wanted = lt_gridded_rows[field].unit, *where = lt_fmt("%s, variable %s", cf->path, s->variable);
    if (!lt_foreign_units(cf->file, s->variable, text, sizeof text))
        return LT_RAISE(LT_ERR_INPUT, .what = "the variable has no units", .where = where,
                        .expected = lt_fmt("units that convert to %s", wanted), .found = "no text attribute units",
                        .todo = "add the attribute, e.g. with ncatted");
    const char *unit = lt_cf_unit_text(text);
    if (!converts(unit, wanted, s)) {
        bool other = false;
        for (size_t k = 0; k < sizeof forms / sizeof *forms && !other; k++) {
            if (forms[k].field != field || !converts(unit, forms[k].unit, s)) continue;
            other = true;
            s->slope *= forms[k].factor;
            s->offset *= forms[k].factor;
            s->accumulated = forms[k].accumulated;
            s->rate = forms[k].rate;
        }
        if (!other) return lt_error_place(lt_units_factor(unit, wanted, &s->slope, &s->offset), "%s", where);
    }
    if (downward) {
        s->slope = -s->slope;
        s->offset = -s->offset;
    }
    return LT_OK;
}
