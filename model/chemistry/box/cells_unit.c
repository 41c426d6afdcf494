/* cells_unit.c - units of concentrations and of rate constants in a file of cells. */
#include "model/chemistry/box/cells_private.h"

#include "model/chemistry/box/quantity.h"

#include <string.h>

static lt_status other_unit(lt_ncr *file, const char *variable, const char *attribute, const char *text) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no unit of concentration",
                    .where = lt_fmt("%.600s, attribute %s:%s", lt_ncr_path(file), variable, attribute),
                    .expected =
                        "a mixing ratio (ppb, ppm, mol mol-1) or an amount in a volume (molecules cm-3, mol m-3)",
                    .found = lt_fmt("\"%s\"", text), .todo = "write the unit that the numbers have");
}

/* Of a variable as of any other (ncio_values.c); rate constants have their unit in two attributes. */
static lt_status no_unit(lt_ncr *file, const char *variable, const char *attribute) {
    const bool units = strcmp(attribute, "units") == 0;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the variable has no units",
        .where = lt_fmt("%.600s, variable %s", lt_ncr_path(file), variable),
        .expected = lt_fmt("%s, e.g. %s:%s = \"%s\"", attribute, variable, attribute, units ? "ppb" : "molecules cm-3"),
        .found = lt_fmt("no text attribute %s", attribute), .todo = "add the attribute, e.g. with ncatted");
}

lt_status lt_cells_unit_read(lt_ncr *file, const char *variable, const char *attribute, lt_cells_unit *unit) {
    if (!lt_ncr_has_attr(file, variable, attribute)) return no_unit(file, variable, attribute);
    LT_TRY(lt_ncr_attr_text(file, variable, attribute, unit->text, sizeof unit->text));
    unit->a_volume = !lt_quantity_factor(unit->text, LT_QUANTITY_RATIO, &unit->one);
    const bool good = !unit->a_volume || lt_quantity_factor(unit->text, LT_QUANTITY_DENSITY, &unit->one);
    return good && unit->one > 0.0 ? LT_OK : other_unit(file, variable, attribute, unit->text);
}

double lt_cells_unit_ppb(const lt_cells_unit *unit, double T, double p) {
    return unit->a_volume ? 1e9 * unit->one / lt_air_number(T, p) : unit->one;
}
