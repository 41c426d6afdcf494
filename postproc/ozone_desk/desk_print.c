/* desk_print.c - the ozone desk on the terminal: at most 100 columns. */
#include "postproc/ozone_desk/desk_files.h"

#include "postproc/ozone_desk/reactive.h"
#include "postproc/text.h"

#include <math.h>

enum { LINE = 512 };

static const char *class_word(lt_regime regime, bool chinese) {
    if (regime >= LT_N_REGIMES) return "-";
    return chinese ? lt_regime_table[regime].zh : lt_regime_table[regime].en;
}

static void cell(char line[LINE], const char *text, int width) {
    lt_text_column(line, LINE, text, width);
}

/* --- the design --- */

static void print_design(const lt_desk *desk, bool chinese) {
    char text[2048] = "";
    for (int i = 0; i < desk->design.plan.n_points; i++)
        lt_text_append(
            text, sizeof text,
            lt_fmt("%s%.3g/%.3g", i ? ", " : "", 100 * desk->design.plan.x[i], 100 * desk->design.plan.y[i]));
    lt_text_say_wrapped(
        lt_text_word("surface: ", "响应面：", chinese),
        lt_fmt(lt_text_word(
                   "%s, %d terms over %d runs (cuts of NOx/VOC of all sources of people, %%: %s) and the run without "
                   "cuts, which it meets exactly",
                   "%s，%d项，%d个减排试验（全部人为源NOx/VOCs减排%%：%s）及无减排试验（精确通过）", chinese),
               lt_text_word(lt_surface_method_table[desk->design.plan.method].en,
                            lt_surface_method_table[desk->design.plan.method].zh, chinese),
               desk->design.plan.n_terms, desk->design.plan.n_points, text));
    for (long k = 0; k < desk->design.n_left_out; k++) {
        const lt_left_out *one = &desk->design.left_out[k];
        lt_text_say_wrapped(
            "  ", lt_fmt(lt_text_word("left out: %s: %s", "未采用：%s：%s", chinese),
                         lt_summary_package(desk->summary, one->package),
                         lt_text_word(lt_left_out_table[one->why].en, lt_left_out_table[one->why].zh, chinese)));
    }
}

/* --- cities --- */

static const char *hold_text(const lt_hold *h, bool chinese) {
    if (h->kind == LT_HOLD_HELD) {
        const char *high = isnan(h->high) ? "" : lt_fmt("%.1f", h->high / h->nox);
        return lt_fmt("%.2f (%.1f-%s)", h->voc / h->nox, h->low / h->nox, high);
    }
    if (h->kind == LT_HOLD_BEYOND) return lt_fmt("> %.2f", h->voc / h->nox);
    return lt_text_word(lt_hold_table[h->kind].en, lt_hold_table[h->kind].zh, chinese);
}

/* The level of NOx that is shown in the line of a city: 30 %, or what is nearest to it. */
static int shown_level(const lt_desk *desk) {
    int best = 0;
    for (int l = 1; l < desk->n_levels; l++)
        if (fabs(desk->level[l] - 0.3) < fabs(desk->level[best] - 0.3)) best = l;
    return best;
}

static const char *lowered(const lt_desk_place *p, int k) {
    if (fabs(p->slope[k]) < p->error[k]) return lt_fmt("< %.2f", p->error[k] / 10);
    return lt_fmt("%.2f", -p->slope[k] / 10);
}

static void print_city(const lt_desk *desk, const lt_desk_place *p, int c, bool chinese) {
    char line[LINE] = "";
    cell(line, lt_city_name(c, chinese), 10);
    cell(line, lt_text_number(p->base, 1), -6);
    for (int k = 0; k < 2; k++) cell(line, lowered(p, k), -7);
    cell(line, lt_text_number(p->surface.left_out_rms, 2), -6);
    cell(line, lt_text_number(p->floor, 2), -6);
    cell(line, "", 2);
    cell(line, class_word(p->regime, chinese), 13);
    cell(line, class_word(lt_desk_class(p, 1 + LT_INDICATOR_HCHO_NO2_COLUMN), chinese), 13);
    cell(line, class_word(lt_desk_class(p, 1 + LT_INDICATOR_H2O2_HNO3), chinese), 13);
    lt_text_append(line, LINE, hold_text(&p->hold[shown_level(desk)], chinese));
    lt_text_say("%s", line);
}

static void print_heads(const lt_desk *desk, bool chinese) {
    char line[LINE] = "";
    cell(line, lt_text_word("city", "城市", chinese), 10);
    cell(line, "MDA8", -6);
    cell(line, "NOx", -7);
    cell(line, lt_text_word("VOC", "VOCs", chinese), -7);
    cell(line, lt_text_word("l-o-o", "留一", chinese), -6);
    cell(line, lt_text_word("floor", "下限", chinese), -6);
    cell(line, "", 2);
    cell(line, lt_text_word("surface", "响应面", chinese), 13);
    cell(line, "HCHO/NO2", 13);
    cell(line, "H2O2/HNO3", 13);
    lt_text_append(line, LINE,
                   lt_fmt(lt_text_word("hold %.3g %%", "抵消%.3g%%", chinese), 100 * desk->level[shown_level(desk)]));
    lt_text_say("%s", line);
}

static void print_period(const lt_desk *desk, long p, const lt_desk_view *view) {
    const bool zh = view->chinese;
    lt_text_say(lt_text_word("\nozone over cuts of NOx and VOC, %s, ug/m3 at the sites",
                             "\n臭氧对NOx与VOCs减排的响应，%s，µg/m³（国控点）", zh),
                lt_summary_period(desk->summary, p)->id);
    lt_text_say_wrapped(lt_text_word("weather: ", "气象：", zh),
                        lt_text_word(desk->summary->weathers[p].en, desk->summary->weathers[p].zh, zh));
    print_heads(desk, zh);
    for (int c = 0; c < LT_DESK_N_PLACES; c++)
        if (view->place < 0 || view->place == c) print_city(desk, &desk->periods[p].place[c], c, zh);
}

/* --- area --- */

static void print_area(const lt_desk_period *of, bool chinese) {
    static const int shown[] = {0, 1 + LT_INDICATOR_HCHO_NO2_COLUMN, 1 + LT_INDICATOR_HCHO_NO2_GROUND,
                                1 + LT_INDICATOR_H2O2_HNO3};
    lt_text_say("%s", lt_text_word("share of the 14 cities' area, %", "占14市面积的比例，%", chinese));
    char head[LINE] = "";
    cell(head, "", 24);
    for (int r = 0; r < LT_N_REGIMES; r++) cell(head, class_word((lt_regime)r, chinese), -14);
    cell(head, lt_text_word("none", "无", chinese), -8);
    cell(head, lt_text_word("as the surface", "与响应面一致", chinese), -16);
    lt_text_say("%s", head);
    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
        const int s = shown[k];
        char line[LINE] = "";
        const char *name = s == 0 ? lt_text_word("surface", "响应面", chinese)
                                  : lt_text_word(lt_indicator_table[s - 1].en, lt_indicator_table[s - 1].zh, chinese);
        cell(line, name, 24);
        for (int r = 0; r <= LT_N_REGIMES; r++)
            cell(line, lt_text_number(100 * of->share[s][r], 0), r < LT_N_REGIMES ? -14 : -8);
        cell(line, s == 0 ? "" : lt_text_number(100 * of->agree[s], 0), -16);
        lt_text_say("%s", line);
    }
}

/* --- one city in full --- */

static void print_isopleths(const lt_desk *desk, const lt_desk_place *p, bool chinese) {
    enum { EVERY = 2 };
    char line[LINE] = "";
    lt_text_say("%s", lt_text_word("change of MDA8, ug/m3: cuts of NOx downwards, of VOC to the right, %",
                                   "MDA8变化，µg/m³：向下为NOx减排，向右为VOCs减排，%", chinese));
    cell(line, "", 6);
    for (int v = 0; v <= LT_DESK_STEPS; v += EVERY) cell(line, lt_fmt("%.3g", 100 * lt_desk_voc_at(desk, v)), -9);
    lt_text_say("%s", line);
    for (int n = 0; n <= LT_DESK_STEPS; n += EVERY) {
        line[0] = '\0';
        cell(line, lt_fmt("%.3g", 100 * lt_desk_nox_at(desk, n)), -6);
        for (int v = 0; v <= LT_DESK_STEPS; v += EVERY)
            cell(line, lt_fmt("%+.2f", lt_desk_delta_at(desk, p, n, v)), -9);
        lt_text_say("%s", line);
    }
}

static void print_turn(const lt_turn *t, bool chinese) {
    if (t->peak <= 0) {
        lt_text_say("%s", lt_text_word("NOx alone: raises ozone nowhere by more than the floor",
                                       "仅减NOx：臭氧上升均不超过下限", chinese));
        return;
    }
    const char *back = isnan(t->back) ? lt_text_word("not within the design", "超出试验范围", chinese)
                                      : lt_fmt("%.0f %%", 100 * t->back);
    lt_text_say(lt_text_word("NOx alone: most ozone at a cut of %.0f %% (%+.2f ug/m3); below the base from %s",
                             "仅减NOx：减%.0f%%时臭氧最高（%+.2f µg/m³）；低于基准始于%s", chinese),
                100 * t->peak, t->rise, back);
}

static void print_place(const lt_desk *desk, const lt_desk_place *p, bool chinese) {
    print_turn(&p->turn, chinese);
    if (isfinite(p->ratio_base))
        lt_text_say(lt_text_word("cut of VOC to one of NOx that holds ozone, small cuts: %.2f",
                                 "使臭氧不升所需VOCs与NOx减排比，小幅减排：%.2f", chinese),
                    p->ratio_base);
    for (int l = 0; l < desk->n_levels; l++)
        lt_text_say(lt_text_word("cut of VOC to one of NOx that holds ozone, NOx -%.3g %%: %s",
                                 "使臭氧不升所需VOCs与NOx减排比，NOx减%.3g%%：%s", chinese),
                    100 * desk->level[l], hold_text(&p->hold[l], chinese));
    print_isopleths(desk, p, chinese);
}

/* --- firms and cells --- */

/* A cell has no name: its place. */
static const char *name_of(const lt_csv *table, long row, lt_reactive_kind kind, bool chinese) {
    if (kind == LT_REACTIVE_FIRM)
        return chinese ? lt_text_cell(table, row, "name_zh") : lt_fmt("%.40s", lt_text_cell(table, row, "name_en"));
    return lt_fmt("%s, %s (%.2f E, %.2f N)", lt_text_cell(table, row, "i"), lt_text_cell(table, row, "j"),
                  lt_text_cell_number(table, row, "lon"), lt_text_cell_number(table, row, "lat"));
}

static void print_rank(const lt_csv *table, long row, long rank, lt_reactive_kind kind, bool chinese) {
    char line[LINE] = "";
    const int c = lt_city_find(lt_text_cell(table, row, "region"));
    cell(line, lt_fmt("%ld", rank), -4);
    cell(line, "", 2);
    cell(line, name_of(table, row, kind, chinese), 42);
    cell(line, c >= 0 ? lt_city_name(c, chinese) : "", 10);
    cell(line, lt_text_cell(table, row, "sector"), 12);
    cell(line, lt_text_number(lt_text_cell_number(table, row, "ofp_t_o3"), 0), -9);
    cell(line, lt_text_number(lt_text_cell_number(table, row, "NMVOC_t"), 0), -9);
    cell(line, lt_fmt("%.2f %%", 100 * lt_text_cell_number(table, row, "share_ofp")), -9);
    lt_text_say("%s", line);
}

static void print_reactive(const lt_csv *table, const lt_desk_view *view) {
    static const char *const heads[LT_N_REACTIVE][2] = {
        {"\nfirms by reactive VOC: t of ozone (MIR), t of VOC a year, share of the 14 cities",
         "\n企业按活性VOCs排序：臭氧生成潜势（MIR，吨/年）、VOCs（吨/年）、占14市比例"},
        {"cells by reactive VOC (i, j from the south-west corner)", "网格按活性VOCs排序（i、j自西南角起）"}};
    const char *city = view->place >= 0 && view->place < LT_DESK_ALL ? lt_cities[view->place].name_en : NULL;
    for (int k = 0; k < LT_N_REACTIVE; k++) {
        long row = -1;
        lt_text_say("%s", heads[k][view->chinese]);
        for (long rank = 1; rank <= view->top; rank++) {
            row = lt_reactive_next(table, (lt_reactive_kind)k, city, row);
            if (row < 0) break;
            print_rank(table, row, rank, (lt_reactive_kind)k, view->chinese);
        }
    }
}

static void print_notes(bool chinese) {
    lt_text_say_wrapped(
        "", lt_text_word("NOx, VOC: what 10 % less takes off at the base (< : not told apart from nothing). "
                         "l-o-o: leave-one-out error of the surface, rms (-: an exact grid has none). floor: "
                         "the larger of it and three "
                         "times the noise. hold: cut of VOC to one of NOx that keeps ozone at the base "
                         "(range: within the floor).",
                         "NOx、VOCs：基准处各减10%使臭氧降低的量（<：与零无法区分）。"
                         "留一：响应面留一误差（均方根；-：完整网格没有）。下限：留一误差与三倍噪声之较大者。"
                         "抵消：使臭氧不升所需VOCs与NOx减排比（括号：下限以内）。",
                         chinese));
}

void lt_desk_print(const lt_desk *desk, const lt_csv *reactive, const lt_desk_view *view) {
    print_design(desk, view->chinese);
    for (long p = 0; p < desk->summary->n_periods; p++) {
        print_period(desk, p, view);
        if (view->place < 0)
            print_area(&desk->periods[p], view->chinese);
        else
            print_place(desk, &desk->periods[p].place[view->place], view->chinese);
    }
    print_notes(view->chinese);
    print_reactive(reactive, view);
}
