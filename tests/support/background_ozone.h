/* background_ozone.h - ozone near the ground in the background of Northeast Asia by season, as published. Header only.
 *
 * Least: monthly means of Longfengshan (44.7 N 127.6 E), Jilin's edge of the plain, 1994-95: 27.5 ppb in January the
 * least, 43.2 in November the most (doi 10.11676/qxxb1998.051, V); summer: marine air at Oki and Rishiri 24 to 27 ppb.
 * Most: air from the continent at remote islands of Japan, 41 to 46 ppb in winter, 54 to 61 in spring (Pochanart et al.
 * 2002, Atmospheric Environment 36:4235, V); summer: ozone over China without Chinese emissions of people, May to
 * August, 44.5 ppb as daily maximum of 8 h (doi 10.5194/acp-19-8339-2019, V); autumn: Longfengshan. Between them: mean
 * of 15 background stations of China 2016-20: spring 89, summer 74, autumn 75, winter 72 ug/m3 (43 to 35 ppb;
 * doi 10.13198/j.issn.1001-6929.2022.06.02, V). */
#ifndef LT_TESTS_BACKGROUND_OZONE_H
#define LT_TESTS_BACKGROUND_OZONE_H

typedef struct season_ozone {
    const char *season, *month;
    double least_ppb, most_ppb;
} season_ozone;

static const season_ozone background_ozone[] = {{"winter", "01", 27.5, 46.0},
                                                {"spring", "04", 27.5, 61.0},
                                                {"summer", "07", 24.0, 44.5},
                                                {"autumn", "10", 27.5, 43.2}};

#endif
