/* box_air.c - surroundings of a box (box_air.h).
 *
 *   M = p / (k T)                                             lt_air_number
 *   H2O = RH e_s(T) / p                                       e_s: model/met/humidity.h
 *   cos SZA by place and time: model/met/solar.h; SUN is then max(0, cos SZA)
 *   KPP's day: x = (2 h - 4.5 - 19.5) / (19.5 - 4.5), SUN = (1 + cos(pi x |x|)) / 2 from 4.5 to 19.5 h local, else 0
 *
 * Source: the Update_SUN of KPP's models (V: KPP util/UpdateSun). */
#include "model/chemistry/box/box_air.h"

#include "base/log.h"
#include "model/met/humidity.h"
#include "model/met/solar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool has_column(const lt_box *box, lt_box_quantity quantity) {
    return box->table && box->table->values[quantity];
}

static double column_at(const lt_box *box, lt_box_quantity quantity, double t) {
    return lt_box_table_at(box->table, box->table->values[quantity], t);
}

/* --- one thing at a time ------------------------------------------------------------------------------------------ */

static bool has_temperature(const lt_box *box) {
    return has_column(box, LT_BOX_TEMPERATURE) || has_column(box, LT_BOX_CELSIUS) ||
           box->setup->air.temperature_K > 0.0;
}

static double temperature(const lt_box *box, double t) {
    if (has_column(box, LT_BOX_TEMPERATURE)) return column_at(box, LT_BOX_TEMPERATURE, t);
    if (has_column(box, LT_BOX_CELSIUS)) return column_at(box, LT_BOX_CELSIUS, t);
    return box->setup->air.temperature_K > 0.0 ? box->setup->air.temperature_K : NAN;
}

static double pressure(const lt_box *box, double t) {
    if (has_column(box, LT_BOX_PRESSURE)) return column_at(box, LT_BOX_PRESSURE, t);
    return box->setup->air.pressure_Pa > 0.0 ? box->setup->air.pressure_Pa : NAN;
}

static double water(const lt_box *box, double t, double T, double p) {
    const bool humid = lt_box_case_has(box->setup, "air", "relative_humidity");
    if (has_column(box, LT_BOX_WATER)) return column_at(box, LT_BOX_WATER, t);
    if (has_column(box, LT_BOX_HUMIDITY) || humid) {
        const double rh =
            has_column(box, LT_BOX_HUMIDITY) ? column_at(box, LT_BOX_HUMIDITY, t) : box->setup->air.relative_humidity;
        return 1e9 * rh * lt_saturation_pressure(T) / p;
    }
    return box->water_ppb;
}

double lt_box_air_height(const lt_box *box, double t) {
    if (has_column(box, LT_BOX_HEIGHT)) return column_at(box, LT_BOX_HEIGHT, t);
    return box->setup->air.mixing_height_m > 0.0 ? box->setup->air.mixing_height_m : NAN;
}

static bool kpp_day(const lt_box *box) {
    return box->setup->sun.day && strcmp(box->setup->sun.day, "kpp") == 0;
}

static bool has_place(const lt_box *box) {
    return lt_box_case_has(box->setup, "sun", "latitude") && lt_box_case_has(box->setup, "sun", "longitude");
}

static bool has_cosine(const lt_box *box) {
    return has_column(box, LT_BOX_COS_SZA) || lt_box_case_has(box->setup, "sun", "cos_sza") || has_place(box);
}

static double cosine(const lt_box *box, double t) {
    const lt_box_case *s = box->setup;
    if (has_column(box, LT_BOX_COS_SZA)) return column_at(box, LT_BOX_COS_SZA, t);
    if (lt_box_case_has(s, "sun", "cos_sza")) return s->sun.cos_sza;
    if (!has_place(box)) return NAN;
    const double whole = floor(t); /* the sun is asked at whole seconds, linear between them */
    const double now = lt_solar_sin_elevation(s->start + (lt_time)whole, s->sun.latitude, s->sun.longitude);
    if (t == whole) return now;
    const double next = lt_solar_sin_elevation(s->start + (lt_time)whole + 1, s->sun.latitude, s->sun.longitude);
    return now + (t - whole) * (next - now);
}

static double kpp_sun(const lt_box *box, double t) {
    const double local =
        fmod((double)(((box->setup->start + LT_CST_OFFSET) % LT_DAY + LT_DAY) % LT_DAY) + t, LT_DAY) / LT_HOUR;
    const double rise = 4.5, set = 19.5, x = (2.0 * local - rise - set) / (set - rise);
    return local >= rise && local <= set ? 0.5 * (1.0 + cos(M_PI * x * fabs(x))) : 0.0;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* A fixed species that no one gave. */
static double share_of_air(const char *name, double water_ppb) {
    return strcmp(name, "H2O") == 0 ? water_ppb : lt_air_share(name);
}

/* Molecules cm-3 of a gas of air for the rates: that of the fixed species if there is one. */
static double number_of(const lt_box *box, const lt_box_air *air, const char *name, double M, double share_ppb) {
    const int s = lt_mechanism_species(box->mechanism, name), f = s - box->mechanism->n_variable;
    const double amount = s >= 0 && f >= 0 ? air->fixed[f] : NAN;
    if (box->native && isfinite(amount)) return amount;
    return M * 1e-9 * (isfinite(amount) && !box->native ? amount : share_ppb);
}

lt_status lt_box_air_at(const lt_box *box, double t, lt_box_air *air) {
    const lt_mechanism *m = box->mechanism;
    const double T = temperature(box, t), p = pressure(box, t), cos_sza = cosine(box, t);
    double *v = air->variable;
    air->water_ppb = water(box, t, T, p);
    air->mixing_height_m = lt_box_air_height(box, t);
    if (air->water_ppb > 0.5e9)
        return LT_RAISE(LT_ERR_INPUT, .what = "more water vapour than air",
                        .where = lt_node_where(lt_box_case_node(box->setup, "air", NULL)),
                        .expected = "at most half of the pressure",
                        .found = lt_fmt("%g ppb %g h after the start", air->water_ppb, t / LT_HOUR),
                        .todo = "check temperature, pressure and humidity");
    const double M = isfinite(T) && isfinite(p) ? lt_air_number(T, p) : NAN;
    for (int s = m->n_variable; s < m->n_species; s++) {
        const double given = box->initial[s], share = share_of_air(m->species[s].name, air->water_ppb);
        air->fixed[s - m->n_variable] = isfinite(given) ? given : box->native ? 1e-9 * share * M : share;
    }
    v[LT_RATE_TEMP] = T;
    v[LT_RATE_PRESS] = p;
    v[LT_RATE_COS_SZA] = cos_sza;
    v[LT_RATE_SEA] = has_column(box, LT_BOX_SEA) ? column_at(box, LT_BOX_SEA, t) : box->setup->air.sea;
    v[LT_RATE_CFACTOR] = m->cfactor;
    v[LT_RATE_SUN] = has_column(box, LT_BOX_SUN) ? column_at(box, LT_BOX_SUN, t)
                     : kpp_day(box)              ? kpp_sun(box, t)
                                                 : fmax(0.0, cos_sza);
    v[LT_RATE_AIR] = number_of(box, air, "M", M, 1e9);
    v[LT_RATE_O2] = number_of(box, air, "O2", M, LT_AIR_O2_PPB);
    v[LT_RATE_N2] = number_of(box, air, "N2", M, LT_AIR_N2_PPB);
    v[LT_RATE_H2O] = number_of(box, air, "H2O", M, air->water_ppb);
    return LT_OK;
}

lt_status lt_box_air_start_number(const lt_box *box, double *air_number) {
    const double T = temperature(box, 0.0), p = pressure(box, 0.0);
    *air_number = isfinite(T) && isfinite(p) ? lt_air_number(T, p) : NAN;
    return isfinite(*air_number) ? LT_OK
                                 : LT_RAISE(LT_ERR_INPUT, .what = "an amount in molecules needs the state of the air",
                                            .where = lt_node_where(lt_box_case_node(box->setup, "air", NULL)),
                                            .expected = "temperature and pressure in the section air",
                                            .found = "not both", .todo = "give them");
}

/* --- what must be there ------------------------------------------------------------------------------------------- */

static lt_status lacks(const lt_box *box, const char *section, const char *key, const char *why, const char *example) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: %s is missing", section, key),
                    .where = lt_node_where(lt_box_case_node(box->setup, section, NULL)),
                    .expected = lt_fmt("%s: %s", key, why), .found = "no such line, no such column of the table",
                    .todo = lt_fmt("add e.g. %s: {%s}", section, example));
}

/* Fixed species without an amount, all at once. In the file's own unit they are 0, as in KPP, and a remark says so. */
static lt_status judge_fixed(const lt_box *box) {
    const lt_mechanism *m = box->mechanism;
    char names[512] = "";
    size_t used = 0;
    for (int s = m->n_variable; s < m->n_species && used < sizeof names; s++) {
        const bool of_air = isfinite(share_of_air(m->species[s].name, 0.0));
        if (isfinite(box->initial[s]) || (of_air && (!box->native || isfinite(pressure(box, 0.0))))) continue;
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", m->species[s].name);
        if (box->native) box->initial[s] = 0.0;
    }
    if (!used) return LT_OK;
    if (box->native) {
        lt_remark(LT_LOG_WARNING, "%s: fixed species without an amount are 0: %s", box->setup->document->file, names);
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "fixed species have no amount",
                    .where = lt_node_where(lt_box_case_node(box->setup, "initial", NULL)),
                    .expected = "an amount of each in the section initial", .found = names, .todo = "give them");
}

static bool uses_water(const lt_box *box) {
    const int s = lt_mechanism_species(box->mechanism, "H2O");
    const bool fixed = s >= box->mechanism->n_variable, given = fixed && isfinite(box->initial[s]);
    return !given && (lt_box_asks(box, LT_RATE_H2O) || (fixed && !box->native));
}

static bool has_source(const lt_box *box, lt_quantity_kind kind) {
    for (int k = 0; k < box->n_sources; k++)
        for (int j = 0; j < box->sources[k].n; j++)
            if (box->sources[k].kind[j] == kind) return true;
    return false;
}

lt_status lt_box_air_judge(const lt_box *box, lt_faults *faults) {
    const bool constants = box->setup->constants != NULL;
    const bool ppb = !box->native && !constants, law = !strcmp(box->setup->photolysis.law, "clear_sky");
    const bool own_air = lt_mechanism_species(box->mechanism, "M") >= box->mechanism->n_variable;
    const bool needs_p = ppb || lt_box_asks(box, LT_RATE_PRESS) || (lt_box_asks(box, LT_RATE_AIR) && !own_air);
    if (box->mixes && isnan(lt_box_air_height(box, 0.0)))
        LT_TRY(lt_faults_take(
            faults, lacks(box, "air", "mixing_height", "fluxes are mixed through it", "mixing_height: 1000 m")));
    if (constants && (has_source(box, LT_QUANTITY_FLUX) || has_source(box, LT_QUANTITY_DENSITY_RATE))) {
        double M;
        LT_TRY(lt_faults_take(faults, lt_box_air_start_number(box, &M)));
    }
    if (constants) return LT_OK;
    if ((ppb || lt_box_asks(box, LT_RATE_TEMP)) && !has_temperature(box))
        LT_TRY(lt_faults_take(faults, lacks(box, "air", "temperature", "rates need it", "temperature: 298 K")));
    if (needs_p && !isfinite(pressure(box, 0.0)))
        LT_TRY(lt_faults_take(faults, lacks(box, "air", "pressure", "rates need it", "pressure: 1000 hPa")));
    if (uses_water(box) && isnan(water(box, 0.0, 300.0, 1e5)))
        LT_TRY(lt_faults_take(
            faults, lacks(box, "air", "relative_humidity",
                          "0 to 1, or water; or an amount of fixed H2O in initial (#INITVALUES of it do not count)",
                          "relative_humidity: 0.5")));
    const bool sun = lt_box_asks(box, LT_RATE_SUN) && !has_column(box, LT_BOX_SUN) && !kpp_day(box);
    const bool sea = (box->setup->air.sea > 0.0 || has_column(box, LT_BOX_SEA)) && lt_box_asks(box, LT_RATE_SEA);
    if ((sun || law || sea || lt_box_asks(box, LT_RATE_COS_SZA)) && !has_cosine(box))
        LT_TRY(lt_faults_take(faults, lacks(box, "sun", "latitude and longitude", "or cos_sza, or day: kpp",
                                            "latitude: 41.8, longitude: 123.4")));
    return lt_faults_take(faults, judge_fixed(box));
}
