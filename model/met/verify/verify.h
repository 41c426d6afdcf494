/* verify.h - `lantian verify met`: the suites of the meteorology. A new suite is one file and one line of the list. */
#ifndef LT_MET_VERIFY_H
#define LT_MET_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_met_<suite>. */
#define LT_MET_VERIFY_LIST(X)                                                                                          \
    X(humidity, "water vapour against published values", "水汽公式与文献值")                                           \
    X(netcdf_samples, "real netCDF weather against ncdump", "真实 netCDF 气象文件与 ncdump")                           \
    X(grib, "real GRIB files against grib_get", "真实 GRIB 文件与 grib_get")                                           \
    X(placement, "gridded weather onto the model's layers against exact solutions", "格点天气到模式层与精确解")        \
    X(points, "weather from stations against exact solutions", "站点分析与精确解")                                     \
    X(variational, "three-dimensional adjustment of winds", "三维变分质量调整")                                        \
    X(similarity, "surface layer and drag of the sea against published values", "近地层相似理论和海面阻力与文献值")    \
    X(energy, "surface energy balance, snow and cloud against closed forms", "地表能量平衡、积雪和云与解析值")         \
    X(boundary_layer, "height of the boundary layer on analytic profiles", "解析廓线上的边界层高度")                   \
    X(consistency, "fluxes adjusted to the air mass", "质量通量与空气质量的一致性")

#define LT_MET_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_met_##suite(lt_verify *verify);
LT_MET_VERIFY_LIST(LT_MET_VERIFY_DECLARE)
#undef LT_MET_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_met;

#endif
