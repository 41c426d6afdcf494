/* effective.c - see effective.h. */
#include "scenarios/run/effective.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "case_effective.yaml";

/* The case's pointer to a section by its name. */
static lt_node **section_of(lt_case *setup, const char *name) {
    if (strcmp(name, "ground") == 0) return &setup->ground;
    if (strcmp(name, "inventory") == 0) return &setup->inventory;
    if (strcmp(name, "met") == 0) return &setup->met;
    if (strcmp(name, "model") == 0) return &setup->model;
    if (strcmp(name, "evaluation") == 0) return &setup->evaluation;
    return NULL;
}

/* A section with its defaults as text below its key; "" when there is nothing to say. */
static lt_status section_text(const lt_stage *stage, lt_node *section, char **out) {
    lt_node *empty = NULL;
    void *values;
    *out = NULL;
    if (section == NULL) LT_TRY(lt_node_parse(stage->section, "{}", &empty));
    lt_status status = lt_calloc(1, stage->section_size, &values);
    if (status == LT_OK) {
        status = lt_config_fill(section != NULL ? section : empty, stage->section_rows, values);
        if (status == LT_OK) status = lt_config_dump(stage->section_rows, values, 2, out);
        lt_config_release(stage->section_rows, values);
        lt_free(values);
    }
    lt_node_free(empty);
    if (status != LT_OK) return lt_error_context(status, "section %s of the case", stage->section);
    return LT_OK;
}

/* A period may bring a section met of its own. It is judged by the same rows. */
static lt_status judge_periods(const lt_stage *stage, const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    for (long p = 0; p < setup->periods.n && strcmp(stage->section, "met") == 0; p++) {
        char *text;
        if (periods[p].met == NULL) continue;
        LT_TRY_CONTEXT(section_text(stage, periods[p].met, &text), "period %s", periods[p].id);
        free(text);
    }
    return LT_OK;
}

/* The sections of all stages, to the end of file; NULL only judges them. copy loses the sections that are written. */
static lt_status put_sections(const lt_stage *stages, int n_stages, lt_case *copy, FILE *file) {
    for (int s = 0; s < n_stages; s++) {
        const lt_stage *stage = &stages[s];
        char *text;
        if (stage->section == NULL) continue;
        lt_node **section = section_of(copy, stage->section);
        if (section == NULL)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a stage names an unknown section", .found = stage->section);
        LT_TRY(section_text(stage, *section, &text));
        lt_status status = judge_periods(stage, copy);
        if (status != LT_OK) {
            free(text);
            return status;
        }
        if (file != NULL && text[0] != '\0') fprintf(file, "%s:\n%s", stage->section, text);
        free(text);
        *section = NULL;
    }
    return LT_OK;
}

lt_status lt_effective_check(const lt_stage *stages, int n_stages, const lt_case *setup) {
    lt_case copy = *setup;
    return put_sections(stages, n_stages, &copy, NULL);
}

/* What the stages have to say of the case, as comments. */
static lt_status put_remarks(const lt_stage *stages, int n_stages, const lt_case *setup, FILE *file) {
    for (int s = 0; s < n_stages; s++) {
        char text[160] = "";
        if (stages[s].remark != NULL) LT_TRY(stages[s].remark(setup, text, sizeof text));
        if (text[0] != '\0') fprintf(file, "# %s\n", text);
    }
    return LT_OK;
}

static lt_status make_text(const lt_stage *stages, int n_stages, const lt_case *setup, char **out) {
    size_t size;
    char *sections = NULL, *head = NULL, *remarks = NULL;
    lt_case copy = *setup;
    FILE *file = open_memstream(&sections, &size);
    if (file == NULL) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the configuration");
    lt_status status = put_sections(stages, n_stages, &copy, file);
    fclose(file);
    file = open_memstream(&remarks, &size);
    if (status == LT_OK && file == NULL) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the configuration");
    if (status == LT_OK) status = put_remarks(stages, n_stages, setup, file);
    if (file != NULL) fclose(file);
    if (status == LT_OK) status = lt_config_dump(lt_case_rows, &copy, 0, &head);
    if (status == LT_OK) status = lt_calloc(strlen(remarks) + strlen(head) + strlen(sections) + 1, 1, out);
    if (status == LT_OK) strcat(strcat(strcpy(*out, remarks), head), sections);
    free(remarks);
    free(head);
    free(sections);
    return status;
}

lt_status lt_effective_write(const lt_stage *stages, int n_stages, const lt_case *setup, lt_outdir *dir) {
    char *text, *old = NULL, path[1100];
    LT_TRY(make_text(stages, n_stages, setup, &text));
    lt_status status = lt_outdir_join(dir, FILE_NAME, path, sizeof path);
    if (status == LT_OK && lt_outdir_has(dir, FILE_NAME, false, NULL)) status = lt_path_read_text(path, &old);
    if (status == LT_OK && (old == NULL || strcmp(old, text) != 0)) status = lt_outdir_write_text(dir, FILE_NAME, text);
    free(old);
    lt_free(text);
    return status;
}
