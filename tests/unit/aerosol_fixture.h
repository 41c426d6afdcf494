/* aerosol_fixture.h - cells of gas_columns.h as tests of the aerosol see them: amounts, moles of elements, a step. */
#ifndef LT_TESTS_AEROSOL_FIXTURE_H
#define LT_TESTS_AEROSOL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/gas_columns.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

static const double step_s = 300.0;
/* A few roundings of the state, half a unit in the last place each. */
static const double rounding = sizeof(lt_real) == 4 ? 4 * 0x1p-24 : 4 * 0x1p-53;

enum { S, N, CL, NH, N_ELEMENTS };
static const struct {
    const char *name;
    int element;
    double molar_mass;
} members[] = {{"SULF", S, 98.072}, {"ASO4J", S, 96.056}, {"HNO3", N, 63.012}, {"ANO3J", N, 62.004},
               {"HCL", CL, 36.458}, {"ACLJ", CL, 35.450}, {"NH3", NH, 17.031}, {"ANH4J", NH, 18.039}};
enum { N_MEMBERS = sizeof members / sizeof *members };

static inline double at(const lt_gas_case *c, const char *species, int k, int column) {
    return (double)*gas_at(c, species, k, column / GAS_NX, column % GAS_NX);
}

/* mol a kg of air, of all members of an element. */
static inline double moles(const lt_gas_case *c, int element, int k, int column) {
    double sum = 0.0;
    for (int m = 0; m < N_MEMBERS; ++m)
        if (members[m].element == element) sum += 1e3 * at(c, members[m].name, k, column) / members[m].molar_mass;
    return sum;
}

static inline double mol_of(const lt_gas_case *c, const char *species, double molar_mass, int k, int column) {
    return 1e3 * at(c, species, k, column) / molar_mass;
}

static inline void step(lt_gas_case *c) {
    GAS_OK(lt_aerosol_step(c->aerosol, c->state, c->air, LT_GAS_CASE_START, step_s, c->won));
}

/* Half of all cells have sodium and soil, so that each side of the solver is seen. */
static inline void fill(lt_gas_case *c) {
    lt_gas_case_set(c, "SULF", 0.2);
    lt_gas_case_set(c, "HCL", 0.3);
    lt_gas_case_set(c, "ACLJ", 0.5);
    for (int i = 0; i < GAS_COLUMNS * GAS_NZ; ++i) {
        c->weather.temperature[i] = 255.0 + 45.0 * (i % 10) / 9.0;
        c->weather.humidity[i] = 0.1 + 0.95 * (i % 7) / 6.0; /* up to 1.05 */
        if (i % 2) continue;
        *gas_at(c, "ANAJ", i / GAS_COLUMNS, i % GAS_COLUMNS / GAS_NX, i % GAS_NX) = (lt_real)0.4e-9;
        *gas_at(c, "ACAJ", i / GAS_COLUMNS, i % GAS_COLUMNS / GAS_NX, i % GAS_NX) = (lt_real)0.3e-9;
    }
}

#endif
