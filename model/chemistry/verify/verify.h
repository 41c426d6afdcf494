/* verify.h - `lantian verify chemistry`: the suites of the gas chemistry. A new suite is one file and one line of the
 * list. */
#ifndef LT_CHEMISTRY_VERIFY_H
#define LT_CHEMISTRY_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_chemistry_<suite>. */
#define LT_CHEMISTRY_VERIFY_LIST(X)                                                                                    \
    X(rates, "rate laws against published values", "速率定律与文献值")                                                 \
    X(balance, "what the mechanisms make and lose of each element", "机理对各元素的收支")                              \
    X(jacobian, "Jacobian and sparse LU of every mechanism", "每个机理的雅可比矩阵和稀疏 LU 分解")                     \
    X(order, "order of the solvers", "求解器的阶")                                                                     \
    X(chapman, "steady state of Chapman's mechanism", "查普曼机理的稳态")                                              \
    X(invariants, "linear invariants and elements over a day", "一天内的线性不变量和元素守恒")                         \
    X(float_budgets, "the same by generated code in single precision", "单精度生成代码一天内的收支")                   \
    X(engines, "generated code beside the interpreter", "生成代码与解释器对照")                                        \
    X(same_bits, "same bits in any order, company, instruction set and number of threads",                             \
      "任意次序、组合、指令集和线程数下逐位相同")                                                                      \
    X(box, "the box: photostationary state, production and loss, regimes of ozone",                                    \
      "箱模式：光稳态、生成与消耗、臭氧控制区")

#define LT_CHEMISTRY_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_chemistry_##suite(lt_verify *verify);
LT_CHEMISTRY_VERIFY_LIST(LT_CHEMISTRY_VERIFY_DECLARE)
#undef LT_CHEMISTRY_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_chemistry;

#endif
