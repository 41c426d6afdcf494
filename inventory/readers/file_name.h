/* file_name.h - what the names of EDGAR's and MEIC's files say. */
#ifndef LT_READER_FILE_NAME_H
#define LT_READER_FILE_NAME_H

#include <stdbool.h>

typedef struct lt_file_name {
    char species[40], sector[48]; /* "" = it does not say */
    int year, month;              /* 0 = it does not say */
} lt_file_name;

/* v8.0_FT2022_GHG_CH4_2015_TOTALS_emi.nc, v8.1_FT2022_AP_NOx_2015_1_ENE_emi.nc, v50_CH4_2015.0.1x0.1.nc,
 * v6.0_CO2_excl_short-cycle_org_C_2015_TOTALS.0.1x0.1.nc, EDGAR_2024_GHG_CO2_2015_TOTALS_flx.nc */
lt_file_name lt_file_name_edgar(const char *path);
/* 2017_01_industry_SO2.asc, 2020_12__power__CB05_PAR.asc */
lt_file_name lt_file_name_meic(const char *path);

#endif
