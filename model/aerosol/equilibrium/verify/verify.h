/* verify.h - `lantian verify equilibrium`: the suites of the aerosol's thermodynamics. A new suite is one file and one
 * line of the list. */
#ifndef LT_EQUILIBRIUM_VERIFY_H
#define LT_EQUILIBRIUM_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_equilibrium_<suite>. */
#define LT_EQUILIBRIUM_VERIFY_LIST(X)                                                                                  \
    X(random, "random states: mass, charge and equilibria by formulas of their own",                                   \
      "随机状态：用独立公式检验质量、电荷与平衡")                                                                      \
    X(reference, "Newton beside the plain method", "牛顿法与逐次代入法对照")                                           \
    X(roots, "several roots of acid sulfates: the one richest in bisulfate is found",                                  \
      "酸性硫酸盐多根：取硫酸氢根最富者")                                                                              \
    X(smooth, "values and slopes are continuous in every input", "结果及其斜率对每个输入连续")                         \
    X(same_bits, "same bits in any order, company, kernel and number of threads",                                      \
      "任意次序、组合、内核和线程数下逐位相同")                                                                        \
    X(nitrate, "ammonium nitrate and the gases above it", "硝酸铵及其上方气体")                                        \
    X(acidity, "pH beside published ones, and its signs", "酸度与文献值对照及其变化方向")                              \
    X(growth, "water of salts against measured water activities", "盐类吸湿与实测水活度对照")                          \
    X(crystals, "where salts dissolve, and the gases over solid ammonium nitrate", "盐类潮解点与固态硝酸铵上方气体")   \
    X(reference_files, "reference files: states solved by ISORROPIA II, and why they differ",                          \
      "参考文件：ISORROPIA II 的解及差异原因")

#define LT_EQUILIBRIUM_VERIFY_DECLARE(suite, title_en, title_zh)                                                       \
    lt_status lt_verify_equilibrium_##suite(lt_verify *verify);
LT_EQUILIBRIUM_VERIFY_LIST(LT_EQUILIBRIUM_VERIFY_DECLARE)
#undef LT_EQUILIBRIUM_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_equilibrium;

#endif
