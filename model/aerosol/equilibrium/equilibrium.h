/* equilibrium.h - sulfate, nitrate, ammonium, sea salt and crustal ions between gas, solution and solids.
 *
 * Forward: totals are of gas and particle, what is sought is their share. Reverse: totals are of the particle, what is
 * sought is the gas above it and the acidity. Metastable: nothing but CaSO4 crystallises. Stable: salts crystallise
 * below their deliquescence. Every state is solved and judged by its residuals; none is looked up.
 *
 * Use: judge what comes from outside (lt_equilibrium_judge), then lt_equilibrium_solve on as many states as there are;
 * threads take ranges of their own. A state's answer depends on itself alone: the same bits in any order and beside any
 * neighbours, with v3, v4 and plain. The README has the equations. */
#ifndef LT_EQUILIBRIUM_H
#define LT_EQUILIBRIUM_H

#include "model/aerosol/equilibrium/block.h"
#include "model/aerosol/equilibrium/species.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum lt_equilibrium_mode { LT_EQ_FORWARD, LT_EQ_REVERSE } lt_equilibrium_mode;
typedef enum lt_equilibrium_state { LT_EQ_METASTABLE, LT_EQ_STABLE } lt_equilibrium_state;

/* What is to be said of a state, words of the column `flag` in this order: name in an enum, word, what it means in
 * English and Chinese (one line each: the command's summary says them; the README's table must have them). */
#define LT_EQ_FLAGS(X)                                                                                                 \
    X(EMPTY, empty, "nothing that condenses: no particle", "没有可凝结的物质：无颗粒")                                 \
    X(DRY, dry, "solids only: below the mutual deliquescence, or no solution is left beside them",                     \
      "仅有固体：湿度低于共同潮解点，或固体之外无溶液剩余")                                                            \
    X(MUTUAL, mutual, "between mutual and single deliquescence: dry and wet weighted",                                 \
      "介于共同潮解点与单盐潮解点之间：干、湿两态加权")                                                                \
    X(HELD, held, "reverse: free HNO3 or HCl, and no solids found beside it: salts stay above saturation",             \
      "反向：有游离 HNO3 或 HCl，未能求得与之共存的固体：盐保持过饱和")                                                \
    X(SURPLUS, surplus, "more cations than anions can be had for: hydroxide balances, where in air carbonate would",   \
      "阳离子多于可得的阴离子：以氢氧根平衡，实际大气中为碳酸盐")                                                      \
    X(UNCERTAIN, uncertain, "reverse: acidity is a difference of charges, 1 % of them or less; gases hang on it",      \
      "反向：酸度为电荷之差，不足其 1 %，pH 与气体不可靠")                                                             \
    X(STRONG, strong, "ionic strength above 80 mol/kg: binary coefficients are held towards their value at 100",       \
      "离子强度高于 80 mol/kg：二元活度系数趋于其 100 处的值")                                                         \
    X(PARCHED, parched, "humidity below 0.1: most molalities are held at their value there",                           \
      "相对湿度低于 0.1：多数质量摩尔浓度取其 0.1 处的值")                                                             \
    X(PLAIN, plain, "solved by the plain method, the fast one did not settle", "快速解法未收敛，改用普通解法求解")     \
    X(UNSOLVED, unsolved, "residual above the tolerance", "残差高于容差：未解出")

enum {
#define LT_EQ_ENUM_FLAG(name, ...) LT_EQ_BIT_##name,
    LT_EQ_FLAGS(LT_EQ_ENUM_FLAG) LT_EQ_N_FLAGS,
#undef LT_EQ_ENUM_FLAG
#define LT_EQ_ENUM_FLAG(name, ...) LT_EQ_##name = 1 << LT_EQ_BIT_##name,
    LT_EQ_FLAGS(LT_EQ_ENUM_FLAG)
#undef LT_EQ_ENUM_FLAG
};

extern const char *const lt_equilibrium_mode_names[], *const lt_equilibrium_state_names[]; /* as options have them */

/* Residual that a state may have before it is UNSOLVED. */
#define LT_EQ_TOLERANCE 1e-8

typedef struct lt_equilibrium_setup {
    lt_equilibrium_mode mode;
    lt_equilibrium_state state;
    int activity; /* lt_activity_* of activity.h; 0 the default */
    bool by_row;  /* water of the nearest whole percent of humidity, as ISORROPIA has it; for comparisons */
    bool sweeps;  /* the plain method only, to 1e-12: the double reference */
    const lt_equilibrium_kernel *kernel; /* lt_equilibrium_kernel_of; NULL: one state at a time, the same bits */
} lt_equilibrium_setup;

/* isa: "v3", "v4" (lt_kernels.isa); anything else gives the one that takes one state at a time. */
const lt_equilibrium_kernel *lt_equilibrium_kernel_of(const char *isa);

/* Structure of arrays, n each; results may be NULL where not wanted. All in mol/m3 of air but temperature [K], humidity
 * [0..1 over liquid water], ph and residual [1]. Limits of input: lt_equilibrium_judge. */
typedef struct lt_equilibrium_states {
    const double *temperature, *humidity, *total[LT_N_TOTALS];
    double *gas[LT_N_GASES], *ion[LT_N_IONS], *hydroxide, *water, *solid[LT_N_SOLIDS];
    double *ph;       /* -log10 of the molality of free H+; not a number without solution */
    double *residual; /* largest relative residual of balances and equilibria */
    unsigned *flags;
} lt_equilibrium_states;

/* A particle's cations may exceed its anions by this share of both (rounding of tables) before it is refused; more of a
 * species than LT_EQ_MOST [mol/m3] is a wrong unit. No air has LT_EQ_UNUSUAL, 10 mg/m3 of SO4 (D), which is told of. */
#define LT_EQ_CHARGE_TOLERANCE 1e-3
#define LT_EQ_MOST 1e-2
#define LT_EQ_UNUSUAL 1e-4

/* What is wrong with a state from outside: the column as in tables, what it should be, what it is, what to do. */
typedef struct lt_equilibrium_fault {
    const char *column, *expected;
    double found; /* of the charges: cations above anions, mol/m3 */
    const char *todo;
    bool is_charge; /* of the particle as a whole; column is the likeliest */
} lt_equilibrium_fault;
enum { LT_EQ_MOST_FAULTS = 2 + LT_N_TOTALS };
/* How many faults a state has; a value that is not a number is one. */
int lt_equilibrium_judge(const lt_equilibrium_setup *setup, double temperature, double humidity,
                         const double *total /* [LT_N_TOTALS] */,
                         lt_equilibrium_fault *faults /* [LT_EQ_MOST_FAULTS] */);

/* States first .. first + n - 1. Pure: no allocation beyond the stack, no printing. */
void lt_equilibrium_solve(const lt_equilibrium_setup *setup, const lt_equilibrium_states *states, size_t first,
                          size_t n);

/* The flags' word and meaning, by bit. */
typedef struct lt_equilibrium_flag {
    const char *word, *text, *chinese;
} lt_equilibrium_flag;
extern const lt_equilibrium_flag lt_equilibrium_flags[LT_EQ_N_FLAGS];
/* Words of flags joined by '+', "" for none; out holds at least LT_EQ_FLAG_TEXT. */
#define LT_EQ_FLAG_ROOM(name, word, ...) +sizeof #word
enum { LT_EQ_FLAG_TEXT = 1 LT_EQ_FLAGS(LT_EQ_FLAG_ROOM) };
void lt_equilibrium_flag_words(unsigned flags, char *out);

#endif
