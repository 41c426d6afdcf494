/* alert_table.c - what the hours of alerts took (alert.h).
 *
 *   without = sum of W E(outside), with = sum of W E(inside), taken = sum of W (E(outside) - E(inside))     [t]
 * over the records of the place but those of nature: the whole society, of which tiers ask a share. */
#include "scenarios/alert.h"

#include "base/json.h"
#include "base/log.h"
#include "scenarios/library.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

enum { LIAONING = LT_N_CITIES, N_PLACES };

/* One alert: local times of the warning, of the first hour and of the end of the last; what the hours took. */
typedef struct view {
    char announced[24], start[24], end[24];
    long hours;
    enum lt_tier tier;   /* of the alert, else the highest that acts in it */
    lt_tier_words words; /* of the tier */
    double without[N_PLACES][LT_N_POLLUTANTS], taken[N_PLACES][LT_N_POLLUTANTS];
} view;

static enum lt_tier tier_of(const lt_package *package, const lt_alert *alert) {
    enum lt_tier tier = lt_tier_find(alert->tier);
    for (long m = 0; m < package->n && !lt_given(alert->tier); m++)
        if (lt_alert_holds(package, m, alert) && package->measures[m]->tier > tier) tier = package->measures[m]->tier;
    return tier;
}

static lt_status sum_up(const lt_package *package, int alert, const lt_changes *changes, lt_ledger *ledger, view *out) {
    lt_alert_hours hours;
    LT_TRY(lt_alert_hours_of(ledger, &package->alerts[alert - 1], &hours));
    lt_status status = LT_OK;
    for (long r = 0; r < ledger->n && status == LT_OK; r++) {
        const lt_source *year = &ledger->sources[r];
        const int city = lt_city_index(year->region);
        double share;
        if (city < 0 || lt_source_is_natural(year)) continue;
        status = lt_alert_share(&hours, year, &share);
        if (status != LT_OK) break;
        const lt_source *outside = lt_alert_outside(changes, year), *inside = lt_alert_inside(changes, year, alert);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const double kg = lt_source_emission_kg(outside, (enum lt_pollutant)p);
            const double less = kg - lt_source_emission_kg(inside, (enum lt_pollutant)p);
            const int places[] = {city, LIAONING};
            for (int k = 0; k < 2; k++) {
                out->without[places[k]][p] += 1e-3 * share * kg;
                out->taken[places[k]][p] += 1e-3 * share * less;
            }
        }
    }
    lt_free(hours.share);
    return status;
}

static lt_status look_at(const lt_package *package, int alert, const lt_changes *changes, lt_ledger *ledger,
                         view *out) {
    const lt_alert *when = &package->alerts[alert - 1];
    lt_tier_words words[LT_N_TIERS];
    LT_TRY(lt_library_tiers(words));
    *out = (view){.tier = tier_of(package, when), .hours = (long)((when->end - when->start) / LT_HOUR)};
    out->words = words[out->tier];
    lt_time_local(when->start - (lt_time)when->lead_s, out->announced);
    lt_time_local(when->start, out->start);
    lt_time_local(when->end, out->end);
    return sum_up(package, alert, changes, ledger, out);
}

static bool is_asked(const view *v, int p) {
    if (lt_word_in(v->words.pollutants, lt_pollutant_names[p])) return true;
    const bool particles = p == LT_TSP || p == LT_PM10 || p == LT_PM25;
    return particles && lt_word_in(v->words.pollutants, "PM");
}

static double percent(double part, double all) {
    return all > 0 ? 100 * part / all : 0;
}

static lt_status put_alert(FILE *file, const lt_package *package, int alert, const lt_changes *changes,
                           lt_ledger *ledger) {
    view v;
    LT_TRY(look_at(package, alert, changes, ledger, &v));
    for (int k = 0; k < N_PLACES; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const double without = v.without[k][p], taken = v.taken[k][p];
            fprintf(file, "%d,%s,%s,%s,%s,%ld,%s,%s,%.15g,%.15g,%.15g,%.9g,", alert, lt_tier_names[v.tier], v.announced,
                    v.start, v.end, v.hours, k == LIAONING ? "Liaoning" : lt_city_names[k], lt_pollutant_names[p],
                    without, without - taken, taken, percent(taken, without));
            if (is_asked(&v, p)) fprintf(file, "%g", v.words.asked_percent);
            fputc('\n', file);
        }
    return LT_OK;
}

lt_status lt_alert_write_csv(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, lt_outdir *dir,
                             const char *name) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    fputs(
        "# What the hours of alerts took, by the calendars of the records (those that go by a law: in the mean year), "
        "t; natural sources left out; times are local (UTC+8), measures hold from start to end\n"
        "# asked_percent: of the emission of the whole society, by the tier (scenarios/library/tiers.csv)\n"
        "alert,tier,announced,start,end,hours,place,pollutant,without_t,with_t,taken_t,taken_percent,asked_percent\n",
        file);
    lt_status status = LT_OK;
    for (long a = 0; a < package->n_alerts && status == LT_OK; a++)
        if (lt_alert_acts(package, &package->alerts[a])) status = put_alert(file, package, (int)a + 1, changes, ledger);
    if (status == LT_OK) return lt_outdir_commit_stream(dir, name, file);
    lt_outdir_abandon_stream(dir, name, file);
    return status;
}

static lt_status say_alert(const lt_package *package, int alert, const lt_changes *changes, lt_ledger *ledger,
                           bool zh) {
    view v;
    LT_TRY(look_at(package, alert, changes, ledger, &v));
    lt_say(zh ? "\n预警 %d（%s）：%s 发布，%s 起至 %s 止，共 %ld 小时\n"
              : "\nalert %d (%s): warning %s, measures hold from %s to %s, %ld hours\n",
           alert, zh ? v.words.name_zh : lt_tier_names[v.tier], v.announced, v.start, v.end, v.hours);
    lt_say(zh ? "这些小时内全省排放，t        无预警         有预警           减排         %%  要求 %%\n"
              : "t in these hours, Liaoning    without           with          taken         %%  asked %%\n");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const double without = v.without[LIAONING][p], taken = v.taken[LIAONING][p];
        lt_say("%-22s %14.3f %14.3f %14.3f %9.3f", lt_pollutant_names[p], without, without - taken, taken,
               percent(taken, without));
        if (is_asked(&v, p)) lt_say(" %8g", v.words.asked_percent);
        lt_say("\n");
    }
    return LT_OK;
}

lt_status lt_alert_say(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, bool chinese) {
    for (long a = 0; a < package->n_alerts; a++)
        if (lt_alert_acts(package, &package->alerts[a]))
            LT_TRY(say_alert(package, (int)a + 1, changes, ledger, chinese));
    return LT_OK;
}

static lt_status add_alert(const lt_package *package, int alert, const lt_changes *changes, lt_ledger *ledger,
                           cJSON *list) {
    view v;
    LT_TRY(look_at(package, alert, changes, ledger, &v));
    cJSON *item = lt_json_add_item(list);
    cJSON_AddNumberToObject(item, "alert", alert);
    cJSON_AddStringToObject(item, "tier", lt_tier_names[v.tier]);
    cJSON_AddStringToObject(item, "announced", v.announced);
    cJSON_AddStringToObject(item, "start", v.start);
    cJSON_AddStringToObject(item, "end", v.end);
    cJSON_AddNumberToObject(item, "hours", (double)v.hours);
    cJSON *emissions = cJSON_AddObjectToObject(item, "emissions_t");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const double without = v.without[LIAONING][p], taken = v.taken[LIAONING][p];
        cJSON *one = cJSON_AddObjectToObject(emissions, lt_pollutant_names[p]);
        cJSON_AddNumberToObject(one, "without", without);
        cJSON_AddNumberToObject(one, "with", without - taken);
        cJSON_AddNumberToObject(one, "taken", taken);
        if (is_asked(&v, p)) cJSON_AddNumberToObject(one, "asked_percent", v.words.asked_percent);
    }
    return LT_OK;
}

lt_status lt_alert_json(const lt_package *package, const lt_changes *changes, lt_ledger *ledger, cJSON *root) {
    if (package->n_alerts == 0 || !lt_alert_any(package)) return LT_OK;
    cJSON *list = cJSON_AddArrayToObject(root, "alerts");
    for (long a = 0; a < package->n_alerts; a++)
        if (lt_alert_acts(package, &package->alerts[a])) LT_TRY(add_alert(package, (int)a + 1, changes, ledger, list));
    return LT_OK;
}
