/* verify.h - `lantian verify transport`: the suites of the transport.
 *
 * A new suite is one file and one line of the list below. Suites work on the kernels and objects that a run uses, in
 * memory, without files. */
#ifndef LT_MODEL_VERIFY_H
#define LT_MODEL_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_<suite>. */
#define LT_TRANSPORT_VERIFY_LIST(X)                                                                                    \
    X(invariants, "mass, pairs of tracers", "质量与示踪物关系")                                                        \
    X(uniform_winds, "uniform mixing ratio in random winds", "随机风场中的均匀混合比")                                 \
    X(advection, "shapes carried by the horizontal schemes", "水平平流格式的形状试验")                                 \
    X(vertical_mixing, "diffusion and deposition of a column", "垂直扩散与干沉降")                                     \
    X(vertical_plume, "plume in power-law wind and diffusivity", "幂律风与扩散系数下的烟羽")                           \
    X(vertical_advection, "profiles carried up and down", "垂直平流")                                                  \
    X(vertical_convection, "asymmetric convection", "非对称对流混合")

#define LT_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_##suite(lt_verify *verify);
LT_TRANSPORT_VERIFY_LIST(LT_VERIFY_DECLARE)
#undef LT_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_transport;

#endif
