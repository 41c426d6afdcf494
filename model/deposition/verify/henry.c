/* henry.c - effective Henry's law constants: worked by hand from the table's constants, and beside those that Wesely
 * (1989) gives for leaves (Table 2; V, as AtmosphericDeposition.jl has it). The latter are rounded and older: within a
 * factor of 5, FACD is 4.0 times his 4e6. HNO3 at pH 5: 3.2e6/[H+] (Seinfeld and Pandis 2016, ch. 7, R). */
#include "model/deposition/gas_table.h"
#include "model/deposition/verify/verify.h"

#include <math.h>

static const struct {
    const char *gas;
    double temperature, hydrogen, value, bound;
    const char *source;
} by_hand[] = {
    {"SO2", 298.0, 1e-5, 1833.412, 1e-12, "1.4 (1 + 1.3e-2/h + 1.3e-2 6.6e-8/h^2)"},
    {"NH3", 298.0, 1e-5, 1037061.0, 1e-12, "61 (1 + 1.7e-5 h/1e-14)"},
    {"H2O2", 273.15, 1e-5, 794702.3136651539, 1e-12, "8.3e4 exp(7400 (1/273.15 - 1/298))"},
    {"HNO3", 298.0, 1e-5, 3.2e11, 0.02, "Seinfeld and Pandis: 3.2e6/h"},
};

static const struct {
    const char *gas;
    double value;
} wesely[] = {{"SO2", 1e5},  {"NO2", 1e-2}, {"NO", 3e-3},  {"HNO3", 1e14}, {"H2O2", 1e5}, {"ALD2", 15},  {"FORM", 6e3},
              {"MEPX", 240}, {"PACD", 540}, {"FACD", 4e6}, {"NH3", 2e4},   {"PAN", 3.6},  {"HONO", 1e5}, {"O3", 1e-2}};

static lt_status compare(lt_verify *verify, const lt_gas_table *table) {
    for (size_t c = 0; c < sizeof by_hand / sizeof *by_hand; c++) {
        const double h =
            lt_gas_henry(lt_gas_table_find(table, by_hand[c].gas), by_hand[c].temperature, by_hand[c].hydrogen);
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("H* of %s at pH 5", by_hand[c].gas), .metric = "relative_error",
                             .scheme = "", .value = fabs(h / by_hand[c].value - 1.0), .bound = by_hand[c].bound,
                             .source = by_hand[c].source));
    }
    for (size_t c = 0; c < sizeof wesely / sizeof *wesely; c++) {
        const double h = lt_gas_henry(lt_gas_table_find(table, wesely[c].gas), 298.0, 1e-7) / wesely[c].value;
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("H* of %s at pH 7", wesely[c].gas), .metric = "factor_apart",
                             .scheme = "", .value = h < 1.0 ? 1.0 / h : h, .bound = 5.0,
                             .source = "Wesely (1989), Table 2"));
    }
    return LT_OK;
}

lt_status lt_verify_deposition_henry(lt_verify *verify) {
    lt_gas_table *table;
    LT_TRY(lt_gas_table_read(&table));
    const lt_status status = compare(verify, table);
    lt_gas_table_free(table);
    return status;
}
