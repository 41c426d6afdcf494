/* verify.h - `lantian verify aerosol`: the suites of the aerosol of the grid. A new suite is one file and one line of
 * the list. */
#ifndef LT_AEROSOL_VERIFY_H
#define LT_AEROSOL_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_aerosol_<suite>. */
#define LT_AEROSOL_VERIFY_LIST(X)                                                                                      \
    X(aqueous, "chemistry in cloud drops against a box with a tight ODE", "云滴化学与高精度常微分方程箱模式对照")      \
    X(aqueous_rates, "rates and acidity of cloud drops against published ones", "云滴中的反应速率和酸度与文献值对照")  \
    X(uptake, "uptake by particles: limits, published coefficients and products",                                      \
      "颗粒物摄取：极限情形、文献系数与产物")                                                                          \
    X(haze, "S(IV) in particle water against small steps, mass, rates of haze",                                        \
      "颗粒物水中的 S(IV)：小步长对照、质量守恒与霾中速率")                                                            \
    X(conservation, "atoms of S, N, Na and Cl through gas, particles, clouds and removal, by a run's budget",          \
      "S、N、Na、Cl原子经气相、颗粒物、云与清除过程的守恒")                                                            \
    X(responses, "columns of haze: answers to cuts of SO2, NOx, NH3, VOC and primary particles beside published ones", \
      "灰霾气柱：对SO2、NOx、NH3、VOC及一次颗粒物减排的响应与文献对照")                                                \
    X(paths, "columns of haze without each path of cloud and particle water",                                          \
      "灰霾气柱：逐一关闭云水与颗粒物水化学途径")

#define LT_AEROSOL_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_aerosol_##suite(lt_verify *verify);
LT_AEROSOL_VERIFY_LIST(LT_AEROSOL_VERIFY_DECLARE)
#undef LT_AEROSOL_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_aerosol;

#endif
