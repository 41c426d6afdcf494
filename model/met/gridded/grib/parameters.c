/* parameters.c - the table of parameters. See parameters.h.
 *
 * Sources: WMO code table 4.2 (FM 92 GRIB2), ECMWF's parameter database and NCEP's table 2 as ecCodes 2.28 ships them
 * (V: definitions/grib2, grib1/2.98.128.table, localConcepts/ecmf, grib1/2.0.2.table); numbers of NCEP from 192 on
 * (GRIB2) and from 130 on (table 2): NCEP ON388 and GRIB2 table 4.2 as GDAL's degrib keeps them (S) or recalled (R).
 * Signs: ECMWF counts heat fluxes positive downward (V: five days of May give 114 to 130 E, 36 to 47 N of the TIGGE
 * sample -48 W m-2), NCEP's SHTFL and LHTFL are positive upward (V: land of the GFS sample of October that has more
 * than 500 W m-2 of sun has +136 W m-2). Of other centres no heat flux is taken: the sign is nowhere said. Cloud water
 * and ice come as kg per kg of moist air from ECMWF, per kg of dry air from NCEP; that is one within 3 % (D: a specific
 * humidity of 0.03) and is taken as the same. */
#include "model/met/gridded/grib/grib.h"
#include "model/met/gridded/grib/parameters.h"

#include <string.h>

#define G2(d, c, n) LT_GRIB_2, LT_GRIB_TRIPLE(d, c, n)
#define NCEP(n) LT_GRIB_NCEP, n, 0
#define ECMWF(n) LT_GRIB_ECMWF, n, 0
#define ANY 0
#define AT(level) LT_GRIB_##level, 0.0
#define ABOVE(m) LT_GRIB_ABOVE, m
#define G 9.80665 /* m s-2: of geopotential (WMO) */
#define STATE LT_GRIB_STATE
#define TOTAL LT_GRIB_TOTAL
#define RATE LT_GRIB_RATE
#define US LT_GRIB_CENTRE_NCEP
#define EU LT_GRIB_CENTRE_ECMWF

static const lt_grib_row rows[] = {
/* --- levels: each for pressure and for model levels --- */
#define LEVELS(head, field, scale)                                                                                     \
    {head, AT(PRESSURE), field, STATE, scale}, {                                                                       \
        head, AT(HYBRID), field, STATE, scale                                                                          \
    }
#define HEAD(...) __VA_ARGS__
    LEVELS(HEAD(G2(0, 0, 0), ANY), LT_G_TEMPERATURE, 1),
    LEVELS(HEAD(G2(0, 1, 0), ANY), LT_G_SPECIFIC_HUMIDITY, 1),
    LEVELS(HEAD(G2(0, 1, 1), ANY), LT_G_RELATIVE_HUMIDITY, 0.01),
    LEVELS(HEAD(G2(0, 2, 2), ANY), LT_G_EAST, 1),
    LEVELS(HEAD(G2(0, 2, 3), ANY), LT_G_NORTH, 1),
    LEVELS(HEAD(G2(0, 3, 5), ANY), LT_G_HEIGHT, 1),
    LEVELS(HEAD(G2(0, 3, 4), ANY), LT_G_HEIGHT, 1 / G),
    LEVELS(HEAD(G2(0, 1, 22), ANY), LT_G_CLOUD_WATER, 1),
    LEVELS(HEAD(G2(0, 1, 83), ANY), LT_G_CLOUD_WATER, 1),
    LEVELS(HEAD(G2(0, 1, 23), ANY), LT_G_CLOUD_ICE, 1),
    LEVELS(HEAD(G2(0, 1, 84), ANY), LT_G_CLOUD_ICE, 1),
    LEVELS(HEAD(G2(0, 6, 32), ANY), LT_G_CLOUD, 1),
    LEVELS(HEAD(G2(0, 6, 22), ANY), LT_G_CLOUD, 0.01),
    LEVELS(HEAD(G2(0, 6, 1), ANY), LT_G_CLOUD, 0.01),
    {G2(0, 3, 0), ANY, AT(HYBRID), LT_G_PRESSURE, STATE, 1}, /* RAP, HRRR: levels without coefficients */
    LEVELS(HEAD(ECMWF(130)), LT_G_TEMPERATURE, 1),
    LEVELS(HEAD(ECMWF(133)), LT_G_SPECIFIC_HUMIDITY, 1),
    LEVELS(HEAD(ECMWF(157)), LT_G_RELATIVE_HUMIDITY, 0.01),
    LEVELS(HEAD(ECMWF(131)), LT_G_EAST, 1),
    LEVELS(HEAD(ECMWF(132)), LT_G_NORTH, 1),
    LEVELS(HEAD(ECMWF(156)), LT_G_HEIGHT, 1),
    LEVELS(HEAD(ECMWF(129)), LT_G_HEIGHT, 1 / G), /* on model level 1 alone: the terrain's (index.c) */
    LEVELS(HEAD(ECMWF(246)), LT_G_CLOUD_WATER, 1),
    LEVELS(HEAD(ECMWF(247)), LT_G_CLOUD_ICE, 1),
    LEVELS(HEAD(ECMWF(248)), LT_G_CLOUD, 1),
    LEVELS(HEAD(NCEP(11)), LT_G_TEMPERATURE, 1),
    LEVELS(HEAD(NCEP(51)), LT_G_SPECIFIC_HUMIDITY, 1),
    LEVELS(HEAD(NCEP(52)), LT_G_RELATIVE_HUMIDITY, 0.01),
    LEVELS(HEAD(NCEP(33)), LT_G_EAST, 1),
    LEVELS(HEAD(NCEP(34)), LT_G_NORTH, 1),
    LEVELS(HEAD(NCEP(7)), LT_G_HEIGHT, 1),
    LEVELS(HEAD(NCEP(6)), LT_G_HEIGHT, 1 / G),
    LEVELS(HEAD(NCEP(153)), LT_G_CLOUD_WATER, 1),
    {NCEP(1), AT(HYBRID), LT_G_PRESSURE, STATE, 1},

    /* --- fixed --- */
    {G2(0, 3, 5), ANY, AT(SURFACE), LT_G_TERRAIN, STATE, 1},
    {G2(0, 3, 4), ANY, AT(SURFACE), LT_G_TERRAIN, STATE, 1 / G},
    {G2(2, 0, 0), ANY, AT(SURFACE), LT_G_LAND, STATE, 1},
    {ECMWF(228002), AT(GROUND), LT_G_TERRAIN, STATE, 1},
    {ECMWF(129), AT(GROUND), LT_G_TERRAIN, STATE, 1 / G},
    {ECMWF(172), AT(GROUND), LT_G_LAND, STATE, 1},
    {NCEP(7), AT(SURFACE), LT_G_TERRAIN, STATE, 1},
    {NCEP(81), AT(SURFACE), LT_G_LAND, STATE, 1},

    /* --- ground, states --- */
    {G2(0, 3, 0), ANY, AT(SURFACE), LT_G_SURFACE_PRESSURE, STATE, 1},
    {G2(0, 3, 25), ANY, AT(SURFACE), LT_G_SURFACE_PRESSURE, LT_GRIB_LOGARITHM, 1},
    {G2(0, 3, 25), ANY, AT(HYBRID), LT_G_SURFACE_PRESSURE, LT_GRIB_LOGARITHM, 1},
    {G2(0, 3, 1), ANY, AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {G2(0, 3, 0), ANY, AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {G2(0, 3, 192), US, AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {G2(0, 0, 0), ANY, ABOVE(2), LT_G_T2M, STATE, 1},
    {G2(0, 0, 6), ANY, ABOVE(2), LT_G_DEW_POINT, STATE, 1},
    {G2(0, 1, 0), ANY, ABOVE(2), LT_G_HUMIDITY_2M, STATE, 1},
    {G2(0, 1, 1), ANY, ABOVE(2), LT_G_RELATIVE_2M, STATE, 0.01},
    {G2(0, 2, 2), ANY, ABOVE(10), LT_G_EAST_10M, STATE, 1},
    {G2(0, 2, 3), ANY, ABOVE(10), LT_G_NORTH_10M, STATE, 1},
    {G2(0, 0, 17), ANY, AT(SURFACE), LT_G_SKIN, STATE, 1},
    {G2(0, 0, 0), ANY, AT(SURFACE), LT_G_SKIN, STATE, 1},
    {G2(10, 3, 0), ANY, AT(SURFACE), LT_G_SEA_SURFACE, STATE, 1},
    {G2(10, 2, 0), ANY, AT(SURFACE), LT_G_SEA_ICE, STATE, 1},
    {G2(0, 1, 60), ANY, AT(SURFACE), LT_G_SNOW, STATE, 1},
    {G2(0, 1, 13), ANY, AT(SURFACE), LT_G_SNOW, STATE, 1},
    {G2(2, 0, 25), ANY, AT(SOIL), LT_G_SOIL_MOISTURE, STATE, 1},
    {G2(2, 0, 22), ANY, AT(SOIL), LT_G_SOIL_MOISTURE, STATE, 0.001}, /* kg m-3 */
    {G2(2, 0, 192), US, AT(SOIL), LT_G_SOIL_MOISTURE, STATE, 1},
    {G2(2, 0, 2), ANY, AT(SOIL), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {G2(2, 3, 18), ANY, AT(SOIL), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {G2(0, 0, 0), ANY, AT(SOIL), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {G2(0, 19, 1), ANY, AT(SURFACE), LT_G_ALBEDO, STATE, 0.01},
    {G2(0, 6, 1), ANY, AT(COLUMN), LT_G_CLOUD_TOTAL, STATE, 0.01},
    {G2(0, 6, 1), ANY, AT(SURFACE), LT_G_CLOUD_TOTAL, STATE, 0.01},
    {G2(0, 3, 18), ANY, AT(SURFACE), LT_G_PBLH, STATE, 1},
    {G2(0, 3, 196), US, AT(SURFACE), LT_G_PBLH, STATE, 1},
    {G2(0, 2, 30), ANY, AT(SURFACE), LT_G_USTAR, STATE, 1},
    {G2(0, 2, 197), US, AT(SURFACE), LT_G_USTAR, STATE, 1},
    {G2(2, 0, 1), ANY, AT(SURFACE), LT_G_ROUGHNESS, STATE, 1},
    {ECMWF(134), AT(GROUND), LT_G_SURFACE_PRESSURE, STATE, 1},
    {ECMWF(152), AT(HYBRID), LT_G_SURFACE_PRESSURE, LT_GRIB_LOGARITHM, 1},
    {ECMWF(152), AT(GROUND), LT_G_SURFACE_PRESSURE, LT_GRIB_LOGARITHM, 1},
    {ECMWF(151), AT(GROUND), LT_G_SEA_PRESSURE, STATE, 1},
    {ECMWF(151), AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {ECMWF(167), AT(GROUND), LT_G_T2M, STATE, 1},
    {ECMWF(167), ABOVE(2), LT_G_T2M, STATE, 1},
    {ECMWF(168), AT(GROUND), LT_G_DEW_POINT, STATE, 1},
    {ECMWF(168), ABOVE(2), LT_G_DEW_POINT, STATE, 1},
    {ECMWF(165), AT(GROUND), LT_G_EAST_10M, STATE, 1},
    {ECMWF(165), ABOVE(10), LT_G_EAST_10M, STATE, 1},
    {ECMWF(166), AT(GROUND), LT_G_NORTH_10M, STATE, 1},
    {ECMWF(166), ABOVE(10), LT_G_NORTH_10M, STATE, 1},
    {ECMWF(235), AT(GROUND), LT_G_SKIN, STATE, 1},
    {ECMWF(34), AT(GROUND), LT_G_SEA_SURFACE, STATE, 1},
    {ECMWF(31), AT(GROUND), LT_G_SEA_ICE, STATE, 1},
    {ECMWF(228141), AT(GROUND), LT_G_SNOW, STATE, 1},
    {ECMWF(141), AT(GROUND), LT_G_SNOW, STATE, 1000}, /* m of water */
    {ECMWF(39), AT(GROUND), LT_G_SOIL_MOISTURE, STATE, 1},
    {ECMWF(139), AT(GROUND), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {ECMWF(243), AT(GROUND), LT_G_ALBEDO, STATE, 1},
    {ECMWF(164), AT(GROUND), LT_G_CLOUD_TOTAL, STATE, 1},
    {ECMWF(228164), AT(GROUND), LT_G_CLOUD_TOTAL, STATE, 0.01},
    {ECMWF(159), AT(GROUND), LT_G_PBLH, STATE, 1},
    {ECMWF(228003), AT(GROUND), LT_G_USTAR, STATE, 1},
    {ECMWF(244), AT(GROUND), LT_G_ROUGHNESS, STATE, 1},
    {ECMWF(173), AT(GROUND), LT_G_ROUGHNESS, STATE, 1},
    {NCEP(1), AT(SURFACE), LT_G_SURFACE_PRESSURE, STATE, 1},
    {NCEP(2), AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {NCEP(130), AT(SEA), LT_G_SEA_PRESSURE, STATE, 1},
    {NCEP(11), ABOVE(2), LT_G_T2M, STATE, 1},
    {NCEP(17), ABOVE(2), LT_G_DEW_POINT, STATE, 1},
    {NCEP(51), ABOVE(2), LT_G_HUMIDITY_2M, STATE, 1},
    {NCEP(52), ABOVE(2), LT_G_RELATIVE_2M, STATE, 0.01},
    {NCEP(33), ABOVE(10), LT_G_EAST_10M, STATE, 1},
    {NCEP(34), ABOVE(10), LT_G_NORTH_10M, STATE, 1},
    {NCEP(11), AT(SURFACE), LT_G_SKIN, STATE, 1},
    {NCEP(80), AT(SURFACE), LT_G_SEA_SURFACE, STATE, 1},
    {NCEP(91), AT(SURFACE), LT_G_SEA_ICE, STATE, 1},
    {NCEP(65), AT(SURFACE), LT_G_SNOW, STATE, 1},
    {NCEP(144), AT(SOIL), LT_G_SOIL_MOISTURE, STATE, 1},
    {NCEP(85), AT(SOIL), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {NCEP(11), AT(SOIL), LT_G_SOIL_TEMPERATURE, STATE, 1},
    {NCEP(84), AT(SURFACE), LT_G_ALBEDO, STATE, 0.01},
    {NCEP(71), AT(COLUMN), LT_G_CLOUD_TOTAL, STATE, 0.01},
    {NCEP(221), AT(SURFACE), LT_G_PBLH, STATE, 1},
    {NCEP(253), AT(SURFACE), LT_G_USTAR, STATE, 1},
    {NCEP(83), AT(SURFACE), LT_G_ROUGHNESS, STATE, 1},

    /* --- ground, over an interval; a total before a rate --- */
    {G2(0, 1, 8), ANY, AT(SURFACE), LT_G_RAIN, TOTAL, 1},
    {G2(0, 1, 52), ANY, AT(SURFACE), LT_G_RAIN, RATE, 1},
    {G2(0, 1, 7), ANY, AT(SURFACE), LT_G_RAIN, RATE, 1},
    {G2(0, 1, 193), EU, AT(SURFACE), LT_G_RAIN, TOTAL, 1000}, /* m */
    {G2(0, 1, 10), ANY, AT(SURFACE), LT_G_RAIN_CONVECTIVE, TOTAL, 1},
    {G2(0, 1, 37), ANY, AT(SURFACE), LT_G_RAIN_CONVECTIVE, RATE, 1},
    {G2(0, 1, 196), US, AT(SURFACE), LT_G_RAIN_CONVECTIVE, RATE, 1},
    {G2(0, 1, 53), ANY, AT(SURFACE), LT_G_SNOWFALL, RATE, 1},
    {G2(0, 4, 7), ANY, AT(SURFACE), LT_G_SHORTWAVE, RATE, 1},
    {G2(0, 4, 192), US, AT(SURFACE), LT_G_SHORTWAVE, RATE, 1},
    {G2(0, 5, 3), ANY, AT(SURFACE), LT_G_LONGWAVE, RATE, 1},
    {G2(0, 5, 192), US, AT(SURFACE), LT_G_LONGWAVE, RATE, 1},
    {G2(0, 0, 11), US, AT(SURFACE), LT_G_SENSIBLE, RATE, 1},
    {G2(0, 0, 11), EU, AT(SURFACE), LT_G_SENSIBLE, RATE, -1},
    {G2(0, 0, 10), US, AT(SURFACE), LT_G_LATENT, RATE, 1},
    {G2(0, 0, 10), EU, AT(SURFACE), LT_G_LATENT, RATE, -1},
    {ECMWF(228228), AT(GROUND), LT_G_RAIN, TOTAL, 1},
    {ECMWF(228), AT(GROUND), LT_G_RAIN, TOTAL, 1000}, /* m */
    {ECMWF(235055), AT(GROUND), LT_G_RAIN, RATE, 1},
    {ECMWF(143), AT(GROUND), LT_G_RAIN_CONVECTIVE, TOTAL, 1000},
    {ECMWF(235030), AT(GROUND), LT_G_RAIN_CONVECTIVE, RATE, 1},
    {ECMWF(144), AT(GROUND), LT_G_SNOWFALL, TOTAL, 1000},
    {ECMWF(235031), AT(GROUND), LT_G_SNOWFALL, RATE, 1},
    {ECMWF(169), AT(GROUND), LT_G_SHORTWAVE, TOTAL, 1},
    {ECMWF(235035), AT(GROUND), LT_G_SHORTWAVE, RATE, 1},
    {ECMWF(175), AT(GROUND), LT_G_LONGWAVE, TOTAL, 1},
    {ECMWF(235036), AT(GROUND), LT_G_LONGWAVE, RATE, 1},
    {ECMWF(146), AT(GROUND), LT_G_SENSIBLE, TOTAL, -1},
    {ECMWF(235033), AT(GROUND), LT_G_SENSIBLE, RATE, -1},
    {ECMWF(147), AT(GROUND), LT_G_LATENT, TOTAL, -1},
    {ECMWF(235034), AT(GROUND), LT_G_LATENT, RATE, -1},
    {NCEP(61), AT(SURFACE), LT_G_RAIN, TOTAL, 1},
    {NCEP(59), AT(SURFACE), LT_G_RAIN, RATE, 1},
    {NCEP(63), AT(SURFACE), LT_G_RAIN_CONVECTIVE, TOTAL, 1},
    {NCEP(214), AT(SURFACE), LT_G_RAIN_CONVECTIVE, RATE, 1},
    {NCEP(204), AT(SURFACE), LT_G_SHORTWAVE, RATE, 1},
    {NCEP(205), AT(SURFACE), LT_G_LONGWAVE, RATE, 1},
    {NCEP(122), AT(SURFACE), LT_G_SENSIBLE, RATE, 1},
    {NCEP(121), AT(SURFACE), LT_G_LATENT, RATE, 1},
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static bool level_fits(const lt_grib_row *row, const lt_grib_name *name) {
    if (row->level == LT_GRIB_GROUND)
        return name->level == LT_GRIB_SURFACE || name->level == LT_GRIB_SOIL || name->level == LT_GRIB_COLUMN;
    return row->level == name->level && (row->level != LT_GRIB_ABOVE || row->height == name->height);
}

int lt_grib_row_find(const lt_grib_name *name) {
    for (int r = 0; r < N_ROWS; r++)
        if (rows[r].number == name->numbers[rows[r].scheme] && (!rows[r].centre || rows[r].centre == name->centre) &&
            level_fits(&rows[r], name))
            return r;
    return -1;
}

bool lt_grib_row_elsewhere(const lt_grib_name *name) {
    for (int r = 0; r < N_ROWS; r++)
        if (rows[r].number == name->numbers[rows[r].scheme]) return true;
    return false;
}

const lt_grib_row *lt_grib_row_at(int row) {
    return &rows[row];
}

bool lt_grib_knows(const char *scheme, long number) {
    static const char *const names[] = {"grib2", "ncep", "paramId"};
    for (int r = 0; r < N_ROWS; r++)
        if (rows[r].number == number && strcmp(names[rows[r].scheme], scheme) == 0) return true;
    return false;
}
