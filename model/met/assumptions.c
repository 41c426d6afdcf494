/* assumptions.c - the list of assumptions with the numbers in force. See assumptions.h. */
#include "model/met/assumptions.h"

#include <string.h>

static void about_place(const lt_met_settings *s, lt_notes *n) {
    lt_note(
        n,
        "one station's surface weather (%.2f N %.2f E, %g m) holds for the whole domain: temperature and pressure "
        "differ by height only, wind by roughness, stability, boundary layer height and hills only",
        "全区域采用一个站的地面天气（北纬 %.2f，东经 %.2f，海拔 %g 米）：气温和气压只随高度变化，风只随粗糙度、稳定度、"
        "边界层高度和山地变化",
        s->station.lat, s->station.lon, s->station.altitude_m);
    lt_note(n,
            "wind from station to cell: roughness around the station %g m, brought from one to the other at 60 m by "
            "neutral profiles",
            "测站风换算到网格：测站周围粗糙度 %g 米，在 60 米高度按中性廓线换算", s->station.roughness_m);
}

static void about_cloud(lt_notes *n) {
    lt_note(n,
            "cloud cover without the day's sunshine: 1 - sunshine/day length of the month's climate at Shenyang (CMA "
            "2014-2021), plus the day's relative humidity minus the month's, 0 to 0.9",
            "没有当日日照时的云量：1 减去沈阳该月气候日照与昼长之比（中国气象局 2014—2021 "
            "年），再加当日与该月相对湿度之差，"
            "限于 0 到 0.9");
    lt_note(
        n,
        "cloud cover with it: 1 - sunshine/day length of the day, the same at all hours; at least 0.9 in hours with "
        "precipitation in both cases",
        "有当日日照时的云量：1 减去当日日照与昼长之比，全天相同；两种情况下有降水的小时至少 0.9");
}

static void about_sea(lt_notes *n) {
    lt_note(n,
            "sea surface temperature: monthly values of the Bohai, recalled, to 2 K; no sea ice; air over the sea is "
            "as warm as over land",
            "海面温度：渤海各月值，凭记忆，误差约 2 K；不计海冰；海上气温与陆上相同");
}

static void about_wind_aloft(lt_notes *n) {
    lt_note(n,
            "wind aloft: geostrophic wind of the day's mean wind speed by the neutral drag law, along the mean "
            "direction or, where the day's pressures are known, along theirs and at least as fast as they say (they "
            "are smoothed over 800 km and a day)",
            "高空风：由当日平均风速按中性阻力律推算的地转风，风向取当日平均风向；有气压资料时取气压所示风向，且风速不小"
            "于气压所示（气压为 800 km 范围和全天的平滑值）");
}

static void about_surface(const lt_met_settings *s, lt_notes *n) {
    lt_note(n,
            "radiation where the source gives none: sun's height and cloud (Kasten and Czeplak 1980), long-wave by "
            "temperature, humidity and cloud (Prata 1996; Unsworth and Monteith 1975); no shadow of hills, no haze",
            "来源未给出辐射时：太阳辐射按太阳高度和云量（Kasten 和 Czeplak 1980），长波辐射按气温、湿度和云量（Prata "
            "1996；Unsworth 和 Monteith 1975）；不计山体遮挡和霾");
    lt_note(n,
            "fluxes: skin temperature at which the energy balance closes, apart over tall plants, low plants, town, "
            "water and ice of a cell, averaged by area; roughness, displacement, albedo, leaves by land cover and "
            "month; heat flux and friction velocity of the source are taken where it gives them",
            "通量：由能量平衡闭合求地表温度，网格内高植被、低植被、城镇、水面和冰面分别计算后按面积平均；粗糙度、零平面"
            "位移、反"
            "照率和叶面积随土地覆盖和月份变化；来源给出的热通量和摩擦速度直接采用");
    lt_note(n,
            "sea: roughness after Charnock (COARE 3.0); inland water has the mean temperature of the day, ice below "
            "0 degC",
            "海面：粗糙度按 Charnock 关系（COARE 3.0）；内陆水面取日平均气温，低于 0 ℃ 视为结冰");
    lt_note(n,
            "snow on the ground where the source gives none: %g kg/m2 on freezing ground at the first hour, then snow "
            "that falls and 4 kg/m2 of melt a day and degree; snow or rain by the wet bulb (Wang et al. 2019)",
            "来源未给出积雪时：首小时冻结地面取 %g kg/m2，其后为降雪累积，融雪每度每日 4 "
            "kg/m2；雨雪按湿球温度划分（Wang 等 "
            "2019）",
            s->ground.snow_kgm2);
    lt_note(n,
            "soil moisture where the source gives none: a bucket of 150 kg/m2, %g of it filled at the first hour, rain "
            "and melt in, evaporation out",
            "来源未给出土壤湿度时：150 kg/m2 的水桶，首小时充满 %g，降水和融雪补给，蒸发消耗", s->ground.soil_share);
    lt_note(n,
            "cloud in the layers where the source gives none: by humidity (Sundqvist et al. 1989), so that a known "
            "cover is kept, in hours with rain in all layers above the base; water of cloud after Hack (1998), ice "
            "between -10 and -30 degC",
            "来源未给出分层云时：按湿度（Sundqvist 等 1989），并保持已知云量，有降水时云底以上各层均有云；云水按 "
            "Hack（1998），-10 至 -30 ℃ "
            "间逐渐为冰");
    lt_note(n, "no heat of traffic and heating in the energy balance; over towns a least eddy diffusivity besides",
            "能量平衡不计交通和采暖的热量；城市上空另设扩散系数下限");
}

static void about_columns(const lt_met_settings *s, lt_notes *n) {
    lt_note(n,
            "temperature falls with height by %g K/km; day-to-day changes fade to nothing at %g km; the daily swing "
            "fades with height over %g m when warm, %g m when cold",
            "气温随高度递减 %g K/km；逐日变化向上减弱，到 %g km 为零；日变化向上减弱的尺度：暖时 %g 米，冷时 %g 米",
            s->lapse_Km * 1e3, s->upper_damping_m / 1e3, s->day_depth_m, s->night_depth_m);
    lt_note(n, "pressure from sea-level pressure, temperature and terrain by the hydrostatic equation, dry air",
            "气压由海平面气压、气温和地形按静力方程（干空气）计算");
    lt_note(n, "water vapour: the mixing ratio at the ground, falling with height by a scale of %g km",
            "水汽：地面混合比随高度递减，尺度 %g km", s->moisture_height_m / 1e3);
    bool breeze = s->source && strcmp(s->source, "stations") == 0 && s->sea_breeze;
    lt_note(n,
            "everywhere aloft also the thermal wind of the month's temperature gradients between ten stations (ground, "
            "fading linearly to %g km); no jets, no fronts inside the domain",
            "高空各处另加十站月平均气温梯度的热成风（自地面线性减弱至 %g km）；不含急流和区域内的锋面",
            s->gradient_depth_m / 1e3);
    if (!breeze) lt_note(n, "no sea breeze", "不含海陆风");
}

static void about_mixing(const lt_met_settings *s, lt_notes *n) {
    lt_note(n,
            "boundary layer between %g and %g m; it grows by day into potential temperature rising by %g K/km, at "
            "least 500 m over heated sea, collapse within half an hour after sunset; with real profiles by bulk "
            "Richardson number and parcel, or the source's (boundary_layer: %s)",
            "边界层在 %g 与 %g 米之间；白天向位温递增 %g K/km 的空气中增长，受热海面上至少 500 "
            "米，日落后半小时内消退；有实际廓线时按整体理查森数和气块法，或取来源值（boundary_layer: %s）",
            s->mixing.lowest_m, s->mixing.highest_m, s->mixing.lapse_above_Km * 1e3, s->boundary_layer);
    lt_note(n,
            "eddy diffusivity %g m2/s in the residual layer, at least %g m2/s elsewhere above ground; at the top of a "
            "convective layer that which carries a fifth of the ground's heat flux downward",
            "残留层扩散系数 %g m2/s，地面以上其他处至少 %g m2/s；对流层顶部取向下输送地面热通量五分之一所需的值",
            s->kz.residual_m2s, s->kz.smallest_m2s);
    if (s->urban.kz_m2s > 0.0)
        lt_note(n,
                "over towns at least 0.01 m2/s + (%g m2/s - 0.01 m2/s) x share of urban land up to %g m (rule of "
                "CMAQ)",
                "城市上空扩散系数至少 0.01 m2/s +（%g m2/s - 0.01 m2/s）× 城镇用地比例，至 %g 米高（CMAQ "
                "规则）",
                s->urban.kz_m2s, s->urban.depth_m);
}

static void about_winds(const lt_met_settings *s, lt_met_columns columns, lt_notes *n) {
    if (lt_met_variational(s))
        lt_note(n,
                "winds adjusted to the air mass in three dimensions: least departures, the layers in proportion to the "
                "square of their "
                "wind, vertical motion the dearer the stabler the air (alpha = wind / (buoyancy frequency x %g km), "
                "0.01 to 1): stable "
                "air goes round hills, mixed air climbs; no valleys narrower than two cells, no waves; winds at 10 m "
                "are those before it",
                "风场按质量守恒作三维变分调整：偏离最小，各层订正量与其风速平方成正比，空气越稳定垂直运动代价越大（alph"
                "a = 风速 /（浮力频率 × "
                "%g km），0.01 至 1）：稳定空气绕山，混合层空气越山；不含窄于两格的山谷和山地波；10 米风为调整前的值",
                s->hill_radius_m / 1e3);
    else if (columns == LT_MET_PROFILES)
        lt_note(
            n,
            "hills: gridded winds have met those of their own model; nothing is added for what is steeper here "
            "(mass_adjustment: variational does)",
            "山地：格点风已含其自身模式的地形作用；此处更陡的地形不另作处理（mass_adjustment: variational 可处理）");
    else if (s->hill_radius_m > 0.0)
        lt_note(
            n,
            "hills: stable air loses the share 1/(1 + Fr^2) of its wind up the slope, Fr = wind / (buoyancy frequency "
            "x "
            "height still to climb within %g km, at least one cell); mixed air climbs; no valleys narrower than two "
            "cells, no slope winds, no waves; winds at 10 m are those before the hills",
            "山地：稳定空气的上坡风分量减去 1/(1 + Fr^2)，Fr = 风速 /（浮力频率 × %g km "
            "内、至少一格，尚需爬升的高度）；混合层"
            "空气可越山；不含窄于两格的山谷、坡风和山地波；10 米风为未经山地调整的值",
            s->hill_radius_m / 1e3);
    if (lt_met_variational(s)) return;
    lt_note(
        n,
        "horizontal winds corrected so that the columns' air mass follows the pressure, the layers in proportion to "
        "the square of their wind",
        "水平风经订正，使气柱质量与气压变化一致，各层订正量与其风速平方成正比");
}

void lt_met_assumptions(const lt_met_settings *settings, lt_met_columns columns, lt_notes *notes) {
    if (columns == LT_MET_ONE_PLACE) {
        about_place(settings, notes);
        about_cloud(notes);
        about_wind_aloft(notes);
    }
    if (columns != LT_MET_PROFILES) {
        about_sea(notes);
        about_columns(settings, notes);
    }
    about_surface(settings, notes);
    about_mixing(settings, notes);
    about_winds(settings, columns, notes);
}
