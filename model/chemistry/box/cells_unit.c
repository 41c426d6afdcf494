/* cells_unit.c - units of concentrations and of rate constants in a file of cells. */
#include "model/chemistry/box/cells_private.h"

#include "base/units.h"

static const double avogadro = 6.02214076e23, gas_constant = 8.31446261815324; /* mol-1, J mol-1 K-1: exact (SI 2019) */

static lt_status other_unit(lt_ncr *file, const char *variable, const char *attribute, const char *text) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no unit of concentration",
                    .where = lt_fmt("%.600s, attribute %s:%s", lt_ncr_path(file), variable, attribute),
                    .expected =
                        "a mixing ratio (ppb, ppm, mol mol-1) or an amount in a volume (molecules cm-3, mol m-3)",
                    .found = lt_fmt("\"%s\"", text), .todo = "write the unit that the numbers have");
}

/* udunits knows molecules as moles; a bare cm-3 is a number too. */
lt_status lt_cells_unit_read(lt_ncr *file, const char *variable, const char *attribute, lt_cells_unit *unit) {
    double slope = 0, offset = 0;
    LT_TRY(lt_ncr_attr_text(file, variable, attribute, unit->text, sizeof unit->text));
    const bool ratio = lt_units_factor(unit->text, "1", &slope, &offset) == LT_OK;
    const bool amount = !ratio && lt_units_factor(unit->text, "mol m-3", &slope, &offset) == LT_OK;
    const bool number = !ratio && !amount && lt_units_factor(unit->text, "m-3", &slope, &offset) == LT_OK;
    lt_error_clear();
    if (!(ratio || amount || number) || !(slope > 0) || offset != 0)
        return other_unit(file, variable, attribute, unit->text);
    unit->ppb = ratio ? slope * 1e9 : number ? slope / avogadro : slope;
    unit->a_volume = !ratio;
    return LT_OK;
}

double lt_cells_unit_ppb(const lt_cells_unit *unit, double T, double p) {
    return unit->a_volume ? unit->ppb * 1e9 * gas_constant * T / p : unit->ppb;
}
