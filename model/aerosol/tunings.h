/* tunings.h - numbers of the aerosol's chemistry that were fitted to air, not measured in a laboratory. All are off
 * unless asked for by name; a report says which are on (design.md section 3: every tuning is a line in one file). */
#ifndef LT_AEROSOL_TUNINGS_H
#define LT_AEROSOL_TUNINGS_H

/* X(name, on by default, what it does, the same in Chinese, what it was fitted to and where it was published) */
#define LT_TUNING_LIST(X)                                                                                              \
    X(so2_gamma, 0, "SO2 becomes sulfate on wet particles: gamma 2e-5 below 50 % humidity, rising to 5e-5 at 100 %",   \
      "湿颗粒表面 SO2 直接生成硫酸盐：相对湿度 50% 以下 γ=2e-5，至 100% 升为 5e-5",                                    \
      "sulfate in Beijing, January 2013 (Zheng et al. 2015, doi 10.5194/acp-15-2031-2015, R); path so2_gamma")         \
    X(n2o5_coating, 0, "organics coat particles and slow N2O5 down", "有机物包裹颗粒、减缓 N2O5 摄取",                 \
      "flights over the eastern United States, winter 2015 (McDuffie et al. 2018, doi 10.1002/2018JD028336; as in "    \
      "GEOS-Chem's fullchem_RateLawFuncs.F90, V)")                                                                     \
    X(clno2_quarter, 0, "a quarter of the ClNO2 that the laboratory finds on fine particles",                          \
      "细颗粒上的 ClNO2 产率取实验室值的四分之一",                                                                     \
      "the same flights (McDuffie et al. 2018, doi 10.1029/2018JD029358; GEOS-Chem, V)")                               \
    X(no2_light, 0, "light helps NO2 to HONO on fine particles: gamma 2e-5 by day, with sunlight above 400 W m-2",     \
      "白天光照促进细颗粒表面 NO2 生成 HONO：γ=2e-5，日照超过 400 W m-2 时按比例增大",                                 \
      "HONO in Mexico City, March 2006 (Li et al. 2010, doi 10.5194/acp-10-6551-2010, R)")

enum {
#define LT_TUNING_ENUM(name, on, english, chinese, source) LT_TUNING_##name,
    LT_TUNING_LIST(LT_TUNING_ENUM) LT_N_TUNINGS
#undef LT_TUNING_ENUM
};

#define LT_TUNING_BIT(tuning) (1u << (tuning))
/* Those that are on by default. */
#define LT_TUNING_DEFAULT_BIT(name, on, english, chinese, source) | ((on) ? LT_TUNING_BIT(LT_TUNING_##name) : 0u)
#define LT_TUNINGS_DEFAULT (0u LT_TUNING_LIST(LT_TUNING_DEFAULT_BIT))

#endif
