/* verify.h - `lantian verify deposition`: the suites of dry and wet deposition. A new suite is one file and one line of
 * the list. */
#ifndef LT_DEPOSITION_VERIFY_H
#define LT_DEPOSITION_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_deposition_<suite>. */
#define LT_DEPOSITION_VERIFY_LIST(X)                                                                                   \
    X(henry, "effective Henry's law against published values", "有效亨利常数与文献值")                                 \
    X(resistances, "resistances worked by hand", "手算阻力对照")                                                       \
    X(camx, "Zhang's surface resistances against CAMx's routine", "Zhang 方案表面阻力与 CAMx 程序对照")                \
    X(published, "deposition velocities against measured ones by surface and season",                                  \
      "沉降速度与分下垫面、分季节观测值对照")                                                                          \
    X(seasons, "deposition velocities through the year", "全年沉降速度")                                               \
    X(limits, "bounds, mixtures, lanes", "上下界、混合下垫面与通道独立性")                                             \
    X(wet, "wet removal against closed forms", "湿清除与解析解对照")                                                   \
    X(particles, "particles by size: formula, modes, measured velocities",                                             \
      "颗粒物分粒径干沉降：公式、模态积分与观测值")                                                                    \
    X(fall, "rain as a profile, scavenging of particles, what evaporation gives back",                                 \
      "降水廓线、颗粒物清除与蒸发返还")                                                                                \
    X(grid, "ground and rain on the grid against closed forms; the budget closes",                                     \
      "网格上的干湿沉降与解析解对照；收支闭合")

#define LT_DEPOSITION_VERIFY_DECLARE(suite, title_en, title_zh)                                                        \
    lt_status lt_verify_deposition_##suite(lt_verify *verify);
LT_DEPOSITION_VERIFY_LIST(LT_DEPOSITION_VERIFY_DECLARE)
#undef LT_DEPOSITION_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_deposition;

#endif
