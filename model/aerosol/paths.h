/* paths.h - the ways by which water, of clouds and of particles, makes particulate matter out of gases: one list, so
 * that each can be switched off by its name and what it does be told apart.
 *
 * No way runs in both waters: cloud_* in the drops of the meteorology's clouds (cloud/), the others in and on particles
 * (uptake/). Equations, sources and limits of pH and ionic strength stand in those folders. */
#ifndef LT_AEROSOL_PATHS_H
#define LT_AEROSOL_PATHS_H

/* X(name, English, Chinese); at most 32, the mask is 32 bits. */
#define LT_PATH_LIST(X)                                                                                                \
    X(cloud_h2o2, "SO2 by hydrogen peroxide in cloud drops", "云滴中过氧化氢氧化 SO2")                                 \
    X(cloud_o3, "SO2 by ozone in cloud drops", "云滴中臭氧氧化 SO2")                                                   \
    X(cloud_tmi, "SO2 by oxygen with iron and manganese in cloud drops", "云滴中铁、锰催化氧气氧化 SO2")               \
    X(cloud_mhp, "SO2 by methyl hydroperoxide in cloud drops", "云滴中甲基过氧化氢氧化 SO2")                           \
    X(cloud_paa, "SO2 by peroxyacetic acid in cloud drops", "云滴中过氧乙酸氧化 SO2")                                  \
    X(cloud_hms, "hydroxymethanesulfonate in cloud drops", "云滴中羟甲基磺酸盐的生成与损失")                           \
    X(cloud_soa, "organics from glyoxal and methylglyoxal in cloud drops", "云滴中乙二醛、甲基乙二醛生成有机物")       \
    X(haze_h2o2, "SO2 by hydrogen peroxide in particle water", "颗粒物水中过氧化氢氧化 SO2")                           \
    X(haze_o3, "SO2 by ozone in particle water", "颗粒物水中臭氧氧化 SO2")                                             \
    X(haze_tmi, "SO2 by oxygen with iron and manganese in particle water", "颗粒物水中铁、锰催化氧气氧化 SO2")         \
    X(haze_no2, "SO2 by nitrogen dioxide in particle water", "颗粒物水中二氧化氮氧化 SO2")                             \
    X(haze_hms, "hydroxymethanesulfonate in particle water", "颗粒物水中羟甲基磺酸盐的生成")                           \
    X(n2o5, "uptake of N2O5, with ClNO2", "N2O5 的摄取（含 ClNO2 生成）")                                              \
    X(no2, "uptake of NO2, with HONO", "NO2 的摄取（含 HONO 生成）")                                                   \
    X(ho2, "uptake of HO2", "HO2 的摄取")                                                                              \
    X(iepox, "uptake of isoprene epoxydiols", "异戊二烯环氧二醇的摄取")                                                \
    X(glyoxal, "uptake of glyoxal and methylglyoxal by particles", "颗粒物对乙二醛、甲基乙二醛的摄取")                 \
    X(so2_gamma, "SO2 on wet particles by a coefficient fitted to Beijing (tunings.h)",                                \
      "湿颗粒表面 SO2 反应（拟合北京观测的系数，见 tunings.h）")

enum {
#define LT_PATH_ENUM(name, english, chinese) LT_PATH_##name,
    LT_PATH_LIST(LT_PATH_ENUM) LT_N_PATHS
#undef LT_PATH_ENUM
};

/* The bit of a path in a mask of those that run; all of them. */
#define LT_PATH_BIT(path) (1u << (path))
#define LT_PATHS_ALL ((1u << LT_N_PATHS) - 1u)
/* Those that run unless the case says otherwise: all but what was fitted to air. */
#define LT_PATHS_DEFAULT (LT_PATHS_ALL & ~LT_PATH_BIT(LT_PATH_so2_gamma))

#endif
