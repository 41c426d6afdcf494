/* cells_unit.c - units of concentrations and of rate constants in a file of cells. */
#include "model/chemistry/box/cells_private.h"

#include "model/chemistry/box/quantity.h"

static lt_status other_unit(lt_ncr *file, const char *variable, const char *attribute, const char *text) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no unit of concentration",
                    .where = lt_fmt("%.600s, attribute %s:%s", lt_ncr_path(file), variable, attribute),
                    .expected =
                        "a mixing ratio (ppb, ppm, mol mol-1) or an amount in a volume (molecules cm-3, mol m-3)",
                    .found = lt_fmt("\"%s\"", text), .todo = "write the unit that the numbers have");
}

lt_status lt_cells_unit_read(lt_ncr *file, const char *variable, const char *attribute, lt_cells_unit *unit) {
    LT_TRY(lt_ncr_attr_text(file, variable, attribute, unit->text, sizeof unit->text));
    unit->a_volume = !lt_quantity_factor(unit->text, LT_QUANTITY_RATIO, &unit->one);
    const bool good = !unit->a_volume || lt_quantity_factor(unit->text, LT_QUANTITY_DENSITY, &unit->one);
    return good && unit->one > 0.0 ? LT_OK : other_unit(file, variable, attribute, unit->text);
}

double lt_cells_unit_ppb(const lt_cells_unit *unit, double T, double p) {
    return unit->a_volume ? 1e9 * unit->one / lt_air_number(T, p) : unit->one;
}
