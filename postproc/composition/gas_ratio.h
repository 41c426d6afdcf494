/* gas_ratio.h - is nitrate limited by nitric acid, that is by NOx, or by ammonia? Ratios of moles of means.
 *
 *   adjusted  (NH3 + NO3-) / (HNO3 + NO3-)               Pinder, Dennis and Bhave 2008, Atmos. Environ. 42, 1275, doi
 *             10.1016/j.atmosenv.2007.10.039 (R); so written in Sun et al. 2022, Atmos. Chem. Phys. 22, 12629 (V)
 *   free      NH3 + NH4+ - 2 SO4--                       ammonia that sulfate does not bind
 *   gas       free / (HNO3 + NO3-)                       Ansari and Pandis 1998, Environ. Sci. Technol. 32, 2706, doi
 *             10.1021/es971130j (paper V, form R)
 * NH3, HNO3 gases; ions fine. Above 1 ammonia is left when all nitric acid has become nitrate: nitrate follows nitric
 * acid. Below 1 it is short: nitrate follows ammonia. The two differ where sodium, calcium or chloride hold or take
 * acid: then the answer is in doubt. Where nitrate is below LT_NITRATE_MATTERS of PM2.5 neither matters (A). The ratio
 * says what limits nitrate in the air that is there; how nitric acid itself answers to NOx is chemistry (in winter it
 * may rise when NOx falls a little): a class is a sign, the runs of packages are the answer. */
#ifndef LT_GAS_RATIO_H
#define LT_GAS_RATIO_H

#define LT_NITRATE_MATTERS 0.05

/* X-macro: id, key, English, Chinese. */
#define LT_NITRATE_LIMIT_LIST(X)                                                                                       \
    X(ACID, "hno3_limited", "nitrate is limited by nitric acid (NOx)", "硝酸盐受硝酸（NOx）控制")                      \
    X(AMMONIA, "nh3_limited", "nitrate is limited by ammonia", "硝酸盐受氨控制")                                       \
    X(DOUBT, "in_doubt", "in doubt: the two ratios differ", "存疑：两个比值结论不同")                                  \
    X(LITTLE, "little_nitrate", "too little nitrate to matter", "硝酸盐很少，影响不大")
typedef enum lt_nitrate_limit {
#define LT_NITRATE_LIMIT_ID(id, key, en, zh) LT_NITRATE_##id,
    LT_NITRATE_LIMIT_LIST(LT_NITRATE_LIMIT_ID)
#undef LT_NITRATE_LIMIT_ID
        LT_N_NITRATE_LIMITS
} lt_nitrate_limit;

typedef struct lt_nitrate_limit_row {
    const char *key, *en, *zh;
} lt_nitrate_limit_row;
extern const lt_nitrate_limit_row lt_nitrate_limit_table[LT_N_NITRATE_LIMITS];

/* Means, ug/m3. */
typedef struct lt_nitrate_air {
    double nh3, ammonium, sulfate, hno3, nitrate, pm25;
} lt_nitrate_air;

typedef struct lt_gas_ratio {
    double adjusted, gas; /* NaN without nitrate and nitric acid */
    double free_ugm3;     /* as NH3; below 0: sulfate binds more than there is */
    lt_nitrate_limit limit;
} lt_gas_ratio;

lt_gas_ratio lt_gas_ratio_of(const lt_nitrate_air *air);

#endif
