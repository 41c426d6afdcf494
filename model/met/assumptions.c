/* assumptions.c - the list of assumptions with the numbers in force. See assumptions.h. */
#include "model/met/assumptions.h"

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

static void about_wind_aloft(lt_notes *n) {
    lt_note(n,
            "wind aloft: geostrophic wind of the day's mean wind speed by the neutral drag law, along the mean "
            "direction or, where the day's pressures are known, along theirs and at least as fast as they say (they "
            "are smoothed over 800 km and a day)",
            "高空风：由当日平均风速按中性阻力律推算的地转风，风向取当日平均风向；有气压资料时取气压所示风向，且风速不小"
            "于气压所示（气压为 800 km 范围和全天的平滑值）");
}

static void about_surface(const lt_met_settings *s, lt_notes *n) {
    lt_note(n, "radiation: sun's height and cloud after Holtslag and van Ulden (1983); no shadow of hills, no haze",
            "辐射：按太阳高度和云量（Holtslag 和 van Ulden 1983）；不计山体遮挡和霾");
    lt_note(n, "frost (mean of 24 h below 0 degC) means snow: albedo %g, else %g; moisture parameter %g, else %g",
            "冰冻（24 小时平均低于 0 ℃）即视为有雪：反照率 %g，否则 %g；湿润参数 %g，否则 %g", s->snow_albedo,
            s->albedo, s->frozen_moisture, s->moisture);
    lt_note(n, "roughness: land %g m, sea %g m", "粗糙度：陆地 %g 米，海面 %g 米", s->roughness_land_m,
            s->roughness_sea_m);
    lt_note(
        n,
        "sea surface temperature: monthly values of the Bohai, recalled, to 2 K; no sea ice; air over the sea is as "
        "warm as over land",
        "海面温度：渤海各月值，凭记忆，误差约 2 K；不计海冰；海上气温与陆上相同");
    lt_note(n,
            "no heat of towns, traffic and heating in the surface energy balance; over towns a least eddy diffusivity "
            "takes its place",
            "地表能量平衡不计城市、交通和采暖的热量；城市上空改用扩散系数下限");
}

static void about_air(const lt_met_settings *s, lt_notes *n) {
    lt_note(n,
            "temperature falls with height by %g K/km; day-to-day changes fade to nothing at %g km; the daily swing "
            "fades with height over %g m when warm, %g m when cold",
            "气温随高度递减 %g K/km；逐日变化向上减弱，到 %g km 为零；日变化向上减弱的尺度：暖时 %g 米，冷时 %g 米",
            s->lapse_Km * 1e3, s->upper_damping_m / 1e3, s->day_depth_m, s->night_depth_m);
    lt_note(n, "pressure from sea-level pressure, temperature and terrain by the hydrostatic equation, dry air",
            "气压由海平面气压、气温和地形按静力方程（干空气）计算");
    lt_note(n, "water vapour: the mixing ratio at the ground, falling with height by a scale of %g km",
            "水汽：地面混合比随高度递减，尺度 %g km", s->moisture_height_m / 1e3);
    lt_note(n,
            "everywhere aloft also the thermal wind of the month's temperature gradients between ten stations (ground, "
            "fading linearly to %g km); no jets, no sea breeze, no fronts inside the domain",
            "高空各处另加十站月平均气温梯度的热成风（自地面线性减弱至 %g km）；不含急流、海风和区域内的锋面",
            s->gradient_depth_m / 1e3);
    lt_note(n,
            "boundary layer between %g and %g m; potential temperature rises by %g K/km above the growing layer; over "
            "heated sea at least 500 m; collapse within half an hour after sunset",
            "边界层在 %g 与 %g 米之间；其上位温递增 %g K/km；受热海面上至少 500 米；日落后半小时内消退",
            s->mixing.lowest_m, s->mixing.highest_m, s->mixing.lapse_above_Km * 1e3);
    lt_note(n, "eddy diffusivity %g m2/s in the residual layer, at least %g m2/s elsewhere above ground",
            "残留层扩散系数 %g m2/s，地面以上其他处至少 %g m2/s", s->kz.residual_m2s, s->kz.smallest_m2s);
    if (s->urban.kz_m2s > 0.0)
        lt_note(
            n,
            "over towns at least 0.01 m2/s + (%g m2/s - 0.01 m2/s) x share of town up to %g m (rule of CMAQ); share "
            "of town: %g m2 of built-up land for each person of the cell",
            "城市上空扩散系数至少 0.01 m2/s +（%g m2/s - 0.01 m2/s）× 城市比例，至 %g 米高（CMAQ "
            "规则）；城市比例：网格内"
            "每人 %g m2 建成区",
            s->urban.kz_m2s, s->urban.depth_m, s->urban.person_area_m2);
    if (s->hill_radius_m > 0.0)
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
    lt_note(
        n,
        "horizontal winds corrected so that the columns' air mass follows the pressure, the layers in proportion to "
        "the square of their wind",
        "水平风经订正，使气柱质量与气压变化一致，各层订正量与其风速平方成正比");
}

void lt_met_assumptions(const lt_met_settings *settings, bool local, lt_notes *notes) {
    if (!local) {
        about_place(settings, notes);
        about_cloud(notes);
        about_wind_aloft(notes);
    }
    about_surface(settings, notes);
    about_air(settings, notes);
}
