/* verify.h - `lantian verify equilibrium`: the suites of the aerosol's thermodynamics. A new suite is one file and one
 * line of the list. */
#ifndef LT_EQUILIBRIUM_VERIFY_H
#define LT_EQUILIBRIUM_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_equilibrium_<suite>. */
#define LT_EQUILIBRIUM_VERIFY_LIST(X)                                                                                  \
    X(random, "random states: mass, charge and equilibria by formulas of their own",                                   \
      "随机状态：用独立公式检验质量、电荷与平衡")

#define LT_EQUILIBRIUM_VERIFY_DECLARE(suite, title_en, title_zh)                                                       \
    lt_status lt_verify_equilibrium_##suite(lt_verify *verify);
LT_EQUILIBRIUM_VERIFY_LIST(LT_EQUILIBRIUM_VERIFY_DECLARE)
#undef LT_EQUILIBRIUM_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_equilibrium;

#endif
