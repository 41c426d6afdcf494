/* verify.h - `lantian verify plume`: the suites of the Gaussian model. A new suite is one file and one line of the
 * list.
 */
#ifndef LT_GAUSSIAN_VERIFY_H
#define LT_GAUSSIAN_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_plume_<suite>. */
#define LT_PLUME_VERIFY_LIST(X)                                                                                        \
    X(exact, "closed forms against worked numbers and each other", "解析解与算例对照及互相对照")                       \
    X(shear, "the closed form of plumes in power-law winds", "幂律风廓线烟羽解析解")                                   \
    X(rise, "plume rise against worked numbers", "烟气抬升与算例对照")                                                 \
    X(steady, "the steady plume: closed forms, mass, fast against plain", "稳态烟羽：解析解、质量、快算与直算")        \
    X(terrain, "hills: around and over", "地形：绕流与越流")                                                           \
    X(extended, "areas and lines against points", "面源、线源与点源积分对照")                                          \
    X(spread, "dispersion by stability class against tables", "按稳定度分级的扩散参数与表值对照")                      \
    X(no2, "NO2 of NOx: balance, limits, what is kept", "NOx 转化为 NO2：光化平衡、极限与守恒")                        \
    X(removal, "rain, decay, dry deposition of an hour", "降水清除、衰减与逐时干沉降")                                 \
    X(puff, "one puff: value, dosage, moments, lid", "单个烟团：浓度、剂量、矩、混合层顶")                             \
    X(puffs, "trains of puffs: exact solutions, the plume, calms, fumigation", "烟团列：精确解、烟羽极限、静风、熏烟") \
    X(subgrid, "maps within cells: one mass with the grid", "格内细化：与网格质量一致")                                \
    X(puff_hours, "hours of puffs as a case makes them", "算例中的逐时烟团")                                           \
    X(prairie_grass, "arcs of a field experiment (--field DIR)", "外场试验弧线（--field DIR）")

#define LT_PLUME_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_plume_##suite(lt_verify *verify);
LT_PLUME_VERIFY_LIST(LT_PLUME_VERIFY_DECLARE)
#undef LT_PLUME_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_plume;

#endif
