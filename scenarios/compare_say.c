/* compare_say.c - a comparison as tables on the terminal. */
#include "scenarios/compare.h"

#include "base/log.h"
#include "base/noise.h"
#include "base/pad.h"
#include "scenarios/effects.h"

#include <math.h>

/* What the tables show; JSON and CSV have all. */
static const int shown[] = {LT_SO2, LT_NOX, LT_CO, LT_NMVOC, LT_NH3, LT_TSP, LT_PM25, LT_CO2};
static const int elastic[] = {LT_SO2, LT_NOX, LT_NMVOC, LT_PM25};
enum { N_SHOWN = sizeof shown / sizeof *shown, N_ELASTIC = sizeof elastic / sizeof *elastic, NAME = 24 };

static const char *word(bool chinese, const char *zh, const char *en) {
    return chinese ? zh : en;
}

/* "-" where it is not defined; minus zero is zero. */
static const char *number(double value, int digits) {
    return isfinite(value) ? lt_fmt("%+.*f", digits, value + 0.0) : "-";
}

static void cell(const char *text, int width) {
    lt_say("%s", lt_pad(text, -width));
}

static void say_emissions(const lt_comparison *c, bool zh) {
    const char *from = c->reference != NULL ? c->reference->id : word(zh, "基准", "base");
    lt_say(zh ? "辽宁排放变化（相对 %s），kt/年；第二行为百分比（NOx 以 NO2 计）\n"
              : "change of Liaoning's emissions from %s, kt a year; below it per cent (NOx as NO2)\n",
           from);
    lt_say("%s", lt_pad("", NAME));
    for (int k = 0; k < N_SHOWN; k++) cell(lt_quantity_names[shown[k]], 12);
    lt_say("\n%s", lt_pad(from, NAME));
    for (int k = 0; k < N_SHOWN; k++) cell(lt_fmt("%.1f", c->before[shown[k]]), 12);
    lt_say("\n");
    for (long r = 0; r < c->n; r++) {
        const lt_cocontrol *e = &c->rows[r].effect;
        lt_say("%s", lt_pad(c->rows[r].package->id, NAME));
        for (int k = 0; k < N_SHOWN; k++) cell(number(-e->reduction[shown[k]], 3), 12);
        lt_say("\n%s", lt_pad("", NAME));
        for (int k = 0; k < N_SHOWN; k++) cell(number(-100 * e->rate[shown[k]], 3), 12);
        lt_say("\n");
    }
    lt_natural_say(c->natural, zh);
}

static void say_weights(const lt_equivalents *weights, bool zh) {
    lt_say("%s", word(zh, "污染当量：多少千克计为一个当量 [标记]", "equivalents: kg that count as one [mark]"));
    for (int k = 0; k < weights->n; k++) {
        const lt_equivalent *w = &weights->rows[k];
        lt_say("%s %s %g", k ? ";" : ":", lt_pollutant_names[w->pollutant], w->kg);
        if (w->high > w->kg) lt_say(zh ? "（至 %g）" : " (to %g)", w->high);
        lt_say(" [%s]", w->mark);
    }
    lt_say("%s\n", word(zh, "；环境保护税法附表二，VOCs 为此前排污费的当量值；见 library/equivalents.csv",
                        "; annex 2 of the Environmental Protection Tax Law, VOC by the discharge fee before it; see "
                        "library/equivalents.csv"));
    for (int k = 0; k < weights->n; k++) {
        const lt_equivalent *w = &weights->rows[k];
        const char *note = zh ? w->note_zh : w->note_en;
        if (w->high > w->low) lt_say("  %s: %s\n", lt_pollutant_names[w->pollutant], note);
    }
}

static void say_cocontrol(const lt_comparison *c, bool zh) {
    lt_say(
        "\n%s\n",
        word(zh,
             "减污降碳：CO2 与污染当量的减少（正为减少）；x、y 为全省减排率，夹角 45 度为同步；弹性 = "
             "污染物减排率 / CO2 减排率；D 为协同度（文献公式，无官方公式）",
             "co-control: less CO2 and fewer pollutant equivalents (above 0: less); x, y per cent of the province, "
             "angle 45: at one rate;\nelasticity: per cent of a pollutant with one of CO2; D: degree of synergy by the "
             "literature's formula (there is no official one)"));
    lt_say("%s", lt_pad("", NAME));
    cell(word(zh, "CO2 kt", "CO2 kt"), 12);
    cell("x %", 9);
    cell(word(zh, "百万当量", "10^6 eq."), 10);
    cell("y %", 9);
    cell(word(zh, "夹角", "angle"), 8);
    cell("t/10^3", 9);
    cell(word(zh, "弹性", "elast."), 9);
    for (int k = 0; k < N_ELASTIC; k++) cell(lt_quantity_names[elastic[k]], 9);
    cell("D", 7);
    lt_say("\n");
    for (long r = 0; r < c->n; r++) {
        const lt_cocontrol *e = &c->rows[r].effect;
        const lt_quadrant_row *quadrant = &lt_quadrant_table[e->quadrant];
        lt_say("%s", lt_pad(c->rows[r].package->id, NAME));
        cell(number(e->reduction[LT_CO2], 2), 12);
        cell(number(100 * e->rate[LT_CO2], 3), 9);
        cell(number(e->equivalents, 3), 10);
        cell(number(100 * e->equivalents_rate, 3), 9);
        cell(number(e->angle, 1), 8);
        cell(number(e->co2_per_equivalent, 1), 9);
        cell(number(e->equivalents_elasticity, 2), 9);
        for (int k = 0; k < N_ELASTIC; k++) cell(number(e->elasticity[elastic[k]], 2), 9);
        cell(isfinite(e->synergy) ? lt_fmt("%.3f", e->synergy) : "-", 7);
        lt_say("  %s\n", word(zh, quadrant->zh, quadrant->en));
    }
    say_weights(&c->equivalents, zh);
}

static void say_steps(const lt_compared *row, int of, bool zh) {
    for (long k = 0; k < row->n_steps[of]; k++) {
        const lt_curve_step *s = &row->curve[of][k];
        lt_say("    %s%12.2f  [%.2f, %.2f]  %10.4f .. %.4f  [%s]\n",
               lt_pad(row->package->measures[s->measure]->id, NAME), s->unit, s->low, s->high, s->from, s->to,
               row->cost[s->measure].mark);
    }
    if (row->n_steps[of] == 0) lt_say("    %s\n", word(zh, "无有成本且减少者", "none that has a cost and reduces"));
}

static void say_cost(const lt_compared *row, bool zh) {
    static const char *const heads[LT_N_CURVES][2] = {
        {"  边际成本，元/t CO2 [低, 高]，累计减少 百万 t",
         "  marginal cost, yuan a t of CO2 [low, high], reduction added up, million t"},
        {"  边际成本，元/当量 [低, 高]，累计减少 百万当量",
         "  marginal cost, yuan an equivalent [low, high], reduction added up, million"}};
    lt_say(zh ? "%s: %ld/%ld 项措施有成本；百万元/年 %.3f [%.3f, %.3f]%s\n"
              : "%s: %ld of %ld measures have a cost; million yuan a year %.3f [%.3f, %.3f]%s\n",
           row->package->id, row->n_costs, row->package->n, row->sum.value, row->sum.low, row->sum.high,
           row->sum.given ? "" : word(zh, "，仅为其中一部分", ", a part of the package only"));
    for (int of = 0; of < LT_N_CURVES; of++) {
        lt_say("%s\n", heads[of][zh ? 0 : 1]);
        say_steps(row, of, zh);
    }
}

static void say_costs(const lt_comparison *c, bool zh) {
    long without = 0;
    lt_say("\n%s\n", word(zh, "成本（文件或文献给出者；未给出者不臆造）",
                          "costs (where a document or source gives them; none is invented)"));
    for (long r = 0; r < c->n; r++) {
        if (c->rows[r].n_costs > 0)
            say_cost(&c->rows[r], zh);
        else
            without++;
    }
    if (without > 0)
        lt_say(zh ? "%ld 个措施包无成本数据：无单位成本，无边际成本曲线\n"
                  : "%ld packages have none: no cost per unit, no marginal cost curve\n",
               without);
}

static void say_air(const lt_comparison *c, bool zh) {
    lt_say(zh ? "\n浓度变化，µg/m3，国控点，%ld 个时段平均（%s）；\"< x\" 低于三倍数值噪声；第一列为措施前\n"
              : "\nchange in the air, ug/m3, national sites, mean of %ld periods (%s); \"< x\": below three times the "
                "numerical noise; first column before the packages\n",
           c->levels.n_periods, zh ? c->levels.weather_zh : c->levels.weather_en);
    for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) {
        lt_say("%s", lt_pad(lt_air_quantities[q].title, 12));
        cell(word(zh, "措施前", "before"), 9);
        for (long r = 0; r < c->n; r++) lt_say("  %s", lt_pad(c->rows[r].package->id, -12));
        lt_say("\n");
        for (int p = 0; p < LT_AIR_PLACES; p++) {
            lt_say("%s", lt_pad(zh ? c->levels.name_zh[p] : c->levels.name_en[p], 12));
            cell(isfinite(c->levels.value[q][p]) ? lt_fmt("%.2f", c->levels.value[q][p]) : "-", 9);
            for (long r = 0; r < c->n; r++) {
                const lt_package_air *air = &c->rows[r].air;
                const int id = lt_pad_columns(c->rows[r].package->id);
                cell(lt_text_delta(air->change[q][p], air->noise[q][p]), 2 + (id > 12 ? id : 12));
            }
            lt_say("\n");
        }
    }
}

void lt_compare_say(const lt_comparison *c, bool chinese) {
    say_emissions(c, chinese);
    say_cocontrol(c, chinese);
    say_costs(c, chinese);
    if (c->run[0]) say_air(c, chinese);
}
