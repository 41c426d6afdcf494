/* sheet.c - the facts of a mechanism on the terminal, in English or Chinese. See facts.h. */
#include "model/chemistry/command/facts.h"

#include "base/log.h"
#include "base/pad.h"
#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 17, WIDTH = 100, MOST_TERMS = 8, MOST_NAMES = 100, MOST_SPECIES = 500, MOST_REMARKS = 30 };

/* --- lines that break between words ------------------------------------------------------------------------------- */

typedef struct line {
    int column, n;
} line;

static line begin(const char *title) {
    lt_say("  %s", lt_pad(title, INDENT - 2));
    return (line){.column = INDENT};
}

static void put(line *to, const char *word, const char *separator) {
    const int width = lt_pad_columns(word), gap = to->n > 0 ? lt_pad_columns(separator) : 0;
    if (to->n > 0 && to->column + gap + width > WIDTH) {
        lt_say("%.*s\n%*s", (int)strcspn(separator, " "), separator, INDENT, "");
        to->column = INDENT;
    } else if (to->n > 0) {
        lt_say("%s", separator);
        to->column += gap;
    }
    lt_say("%s", word);
    to->column += width;
    to->n++;
}

static void end(line *of, const char *if_empty) {
    lt_say("%s\n", of->n == 0 && if_empty ? if_empty : "");
}

/* A file beside the first one by its name alone. */
static const char *short_name(const lt_mechanism *m, const char *file) {
    const char *slash = strrchr(m->files[0], '/');
    const size_t folder = slash ? (size_t)(slash - m->files[0]) + 1 : 0;
    return file && strncmp(file, m->files[0], folder) == 0 ? file + folder : file;
}

/* --- species and reactions ---------------------------------------------------------------------------------------- */

/* The variable ones. */
static void say_names(const lt_mech_facts *f, bool zh) {
    const lt_mechanism *m = f->m;
    line l = begin(zh ? "变量物种" : "variable");
    for (int s = 0; s < m->n_variable && s < MOST_SPECIES; s++) put(&l, m->species[s].name, ", ");
    if (m->n_variable > MOST_SPECIES)
        put(&l, lt_fmt(zh ? "另有 %d 个（--json 全列）" : "and %d more (--json)", m->n_variable - MOST_SPECIES), ", ");
    end(&l, NULL);
}

static void say_species(const lt_mech_facts *f, bool zh) {
    const lt_mechanism *m = f->m;
    int kinds[3] = {0}, unused = 0;
    for (int s = 0; s < m->n_variable; s++) kinds[m->species[s].kind]++;
    for (int s = 0; s < m->n_variable; s++) unused += !f->used[s];
    line l = begin(zh ? "物种" : "species");
    put(&l, lt_fmt(zh ? "%d 个变量" : "%d variable", m->n_variable), "");
    if (kinds[LT_SPECIES_PARTICLE] + kinds[LT_SPECIES_COUNTER] > 0)
        put(&l,
            lt_fmt(zh ? "（气体 %d，颗粒物 %d，计数 %d）" : "(%d gases, %d of particles, %d counters)",
                   kinds[LT_SPECIES_GAS], kinds[LT_SPECIES_PARTICLE], kinds[LT_SPECIES_COUNTER]),
            " ");
    put(&l, lt_fmt(zh ? "%d 个固定" : "%d fixed", m->n_species - m->n_variable), ", ");
    for (int s = m->n_variable; s < m->n_species; s++)
        put(&l, lt_fmt("%s%s", s == m->n_variable ? ": " : "", m->species[s].name), s == m->n_variable ? "" : ", ");
    end(&l, NULL);
    say_names(f, zh);
    if (unused == 0) return;
    l = begin(zh ? "未参加反应" : "in no reaction");
    for (int s = 0; s < m->n_variable; s++)
        if (!f->used[s]) put(&l, m->species[s].name, ", ");
    end(&l, NULL);
}

static void say_reactions(const lt_mech_facts *f, bool zh) {
    static const char *const names[2][LT_N_SORTS] = {{"of particles", "uptake", "photolysis", "thermal"},
                                                     {"颗粒物内", "非均相摄取", "光解", "热反应"}};
    line l = begin(zh ? "反应" : "reactions");
    put(&l, lt_fmt("%d:", f->m->n_reactions), "");
    bool first = true;
    for (int sort = LT_N_SORTS - 1; sort >= 0; sort--) {
        if (f->n_sort[sort] == 0) continue;
        put(&l,
            zh ? lt_fmt("%s %d", names[1][sort], f->n_sort[sort]) : lt_fmt("%d %s", f->n_sort[sort], names[0][sort]),
            first ? " " : ", ");
        first = false;
    }
    end(&l, NULL);
    if (f->n_sort[LT_SORT_PARTICLE] == 0) return;
    l = begin(zh ? "颗粒物内" : "of particles");
    for (int r = 0; r < f->m->n_reactions; r++)
        if (f->sort[r] == LT_SORT_PARTICLE) put(&l, f->m->reactions[r].label, ", ");
    end(&l, NULL);
    lt_say("%*s%s\n", INDENT, "", zh ? "（网格中由气溶胶模块负责）" : "(owned by the aerosol in the grid)");
}

static void say_externals(const lt_mech_facts *f, lt_external_kind kind, const char *title, bool zh) {
    line l = begin(title);
    int n = 0;
    for (int x = 0; x < f->m->n_externals; x++)
        if (f->m->externals[x].kind == kind && n++ < MOST_NAMES) put(&l, f->m->externals[x].name, ", ");
    if (n > MOST_NAMES)
        put(&l, lt_fmt(zh ? "另有 %d 个（--json 全列）" : "and %d more (--json)", n - MOST_NAMES), ", ");
    end(&l, "-");
}

static void say_laws(const lt_mech_facts *f, bool zh) {
    line l = begin(zh ? "速率定律" : "rate laws");
    for (int k = 0; k < f->n_laws; k++)
        if (f->law_uses[k]) put(&l, lt_fmt("%s %d", lt_rate_laws[k].name, f->law_uses[k]), ", ");
    if (f->n_plain) put(&l, lt_fmt(zh ? "常数 %d" : "plain numbers %d", f->n_plain), ", ");
    end(&l, "-");
}

/* --- what is conserved -------------------------------------------------------------------------------------------- */

static void say_conserved(const lt_mech_facts *f, bool zh) {
    line l = begin(zh ? "守恒量" : "conserved");
    int large = 0;
    for (int k = 0; k < f->n_conserved; k++) {
        const lt_conserved *c = &f->conserved[k];
        char text[256] = "";
        size_t n = 0;
        if (c->n == 1 && !f->used[c->terms[0].species]) continue;
        large += c->n > MOST_TERMS;
        for (int t = 0; t < c->n && c->n <= MOST_TERMS && n < sizeof text; t++) {
            const double x = c->terms[t].coefficient, size = fabs(x);
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%s",
                                  x < 0 ? (t ? " - " : "-")
                                  : t   ? " + "
                                        : "",
                                  fabs(size - 1) < 1e-9 ? "" : lt_fmt("%.5g ", size),
                                  f->m->species[c->terms[t].species].name);
        }
        if (n > 0) put(&l, text, "; ");
    }
    if (large)
        put(&l,
            lt_fmt(zh ? "另有 %d 个多于 %d 项的和" : "sums of more than %d species: %d", zh ? large : MOST_TERMS,
                   zh ? MOST_TERMS : large),
            "; ");
    end(&l, f->n_conserved < 0 ? (zh ? "机理过大，未求" : "not worked out (too large)") : zh ? "无" : "nothing");
}

/* --- balance ------------------------------------------------------------------------------------------------------ */

/* Elements that are listed (or not) and do (or do not) balance, with the number of reactions that do not. */
static int put_elements(const lt_mech_facts *f, line *l, bool listed, bool balanced) {
    int n = 0;
    for (int e = 0; e < f->m->n_elements; e++) {
        if (lt_mech_is_listed(f->m, e) != listed || (f->unbalanced[e] == 0) != balanced) continue;
        put(l, balanced ? f->m->elements[e] : lt_fmt("%s %d", f->m->elements[e], f->unbalanced[e]), n ? ", " : "; ");
        n++;
    }
    return n;
}

static void say_totals(const lt_mech_facts *f, bool zh) {
    line l = begin(zh ? "元素平衡" : "balance");
    if (put_elements(f, &l, true, true)) put(&l, zh ? "平衡" : "balance", " ");
    if (put_elements(f, &l, true, false)) put(&l, zh ? "个反应不平衡" : "reactions do not", " ");
    if (put_elements(f, &l, false, false))
        put(&l, zh ? "个反应不平衡（未列入 #CHECK）" : "reactions do not (not in #CHECK: --json)", " ");
    end(&l, zh ? "没有声明组成" : "no composition is declared");
    if (f->n_unchecked)
        lt_say("%*s%s\n", INDENT, "",
               lt_fmt(zh ? "%d 个反应含未声明组成的物种，未检查"
                         : "%d reactions not checked: a species has no composition",
                      f->n_unchecked));
}

/* "N +0.688, S -1": the defects of elements that are listed; false if there is none. */
static bool defects_of(const lt_mech_facts *f, int reaction, char *text, size_t size) {
    size_t n = 0;
    for (int e = 0; e < f->m->n_elements && n < size; e++) {
        double defect;
        if (!lt_mech_is_listed(f->m, e) || !lt_reaction_defect(f->m, reaction, e, &defect)) continue;
        if (fabs(defect) >= LT_LEAST_DEFECT)
            n += (size_t)snprintf(text + n, size - n, "%s%s %+.6g", n ? ", " : "", f->m->elements[e], defect);
    }
    return n > 0;
}

static void say_warnings(const lt_mech_facts *f, bool zh) {
    char text[256];
    int all = 0, said = 0;
    for (int r = 0; r < f->m->n_reactions; r++) all += defects_of(f, r, text, sizeof text);
    if (all == 0) return;
    lt_say(zh ? "\n警告：%d 个反应不平衡（生成物减反应物）\n"
              : "\nwarnings: %d reactions do not balance (products less reactants)\n",
           all);
    for (int r = 0; r < f->m->n_reactions && said < MOST_NAMES; r++) {
        const lt_reaction *reaction = &f->m->reactions[r];
        if (!defects_of(f, r, text, sizeof text)) continue;
        lt_say("  %s:%d: %s %s\n", short_name(f->m, reaction->file), reaction->line, lt_pad(reaction->label, 12), text);
        said++;
    }
    if (all > said) lt_say(zh ? "  另有 %d 个（--json 全列）\n" : "  and %d more (--json)\n", all - said);
}

/* --- remarks ------------------------------------------------------------------------------------------------------ */

static void say_remark(const lt_mechanism *m, const lt_mech_remark *remark) {
    if (remark->line > 0)
        lt_say("  %s:%d: %s\n", short_name(m, remark->file), remark->line, remark->text);
    else
        lt_say("  %s: %s\n", short_name(m, remark->file), remark->text);
}

static void say_doubts(const lt_mech_facts *f, bool zh) {
    const lt_mechanism *m = f->m;
    int all = 0, said = 0;
    for (int k = 0; k < m->n_remarks; k++) all += m->remarks[k].kind == LT_REMARK_DOUBT;
    if (all == 0) return;
    lt_say(zh ? "\n警告：%d 个速率存疑\n" : "\nwarnings: %d rate%s doubtful\n", all, all == 1 ? " is" : "s are");
    for (int k = 0; k < m->n_remarks; k++)
        if (m->remarks[k].kind == LT_REMARK_DOUBT && said++ < MOST_NAMES) say_remark(m, &m->remarks[k]);
    if (all > MOST_NAMES) lt_say(zh ? "  另有 %d 个（--json 全列）\n" : "  and %d more (--json)\n", all - MOST_NAMES);
}

/* Those of the balance, and doubts, stand above. */
static void say_remarks(const lt_mech_facts *f, bool zh) {
    const lt_mechanism *m = f->m;
    int n[LT_REMARK_OTHER + 1] = {0}, all = 0, more = 0;
    for (int k = 0; k < m->n_remarks; k++) {
        const lt_mech_remark *remark = &m->remarks[k];
        if (remark->kind == LT_REMARK_BALANCE || remark->kind == LT_REMARK_DOUBT) continue;
        if (all++ == 0) lt_say("\n%s\n", zh ? "说明：" : "remarks:");
        more += n[remark->kind] >= MOST_REMARKS;
        if (n[remark->kind]++ >= MOST_REMARKS) continue;
        say_remark(m, remark);
    }
    if (more) lt_say(zh ? "  另有 %d 条（--json 全列）\n" : "  and %d more (--json)\n", more);
}

void lt_mech_sheet_print(const lt_mech_facts *f, bool zh) {
    const lt_mechanism *m = f->m;
    lt_say("%s: %s\n", m->name,
           lt_fmt(zh ? "有效机理，%d 个物种，%d 个反应" : "a valid mechanism, %d species, %d reactions", m->n_species,
                  m->n_reactions));
    line l = begin(zh ? "文件" : "files");
    for (int k = 0; k < m->n_files; k++) put(&l, k == 0 ? m->files[k] : short_name(m, m->files[k]), ", ");
    end(&l, NULL);
    say_species(f, zh);
    say_reactions(f, zh);
    say_laws(f, zh);
    say_externals(f, LT_EXTERNAL_J, zh ? "需给 J" : "wants J of", zh);
    say_externals(f, LT_EXTERNAL_HET, zh ? "需给 HET" : "wants HET of", zh);
    if (f->n_foreign) say_externals(f, LT_EXTERNAL_RATE, zh ? "需给速率" : "wants rates", zh);
    l = begin(zh ? "雅可比" : "Jacobian");
    put(&l, lt_fmt(zh ? "%d 个非零元，LU 填充后 %d 个" : "%d entries, %d with the fill of LU", f->n_jacobian, f->n_lu),
        "");
    end(&l, NULL);
    say_conserved(f, zh);
    say_totals(f, zh);
    say_warnings(f, zh);
    say_doubts(f, zh);
    say_remarks(f, zh);
}
