/* standing.c - see standing.h. */
#include "scenarios/submit/standing.h"

#include "base/json.h"
#include "base/outdir.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOST_AFTER_S = 300, READS = 5, PAUSE_US = 20000 };
static const char *const words[LT_N_STANDINGS][2] = {
    {"waiting", "等待"}, {"running", "运行中"}, {"stopped", "已暂停"}, {"failed", "失败"}, {"done", "完成"}};

/* --- questions --- */

const char *lt_standing_word(lt_standing_state state, bool lost, bool chinese) {
    if (lost) return chinese ? "失联" : "lost";
    return words[state][chinese];
}

static void own_host(char out[96]) {
    out[0] = out[95] = '\0';
    if (gethostname(out, 95) != 0) out[0] = '\0';
}

bool lt_standing_is_lost(const lt_standing *s, lt_time now) {
    char host[96];
    if (s->state != LT_RUNNING) return false;
    own_host(host);
    if (strcmp(host, s->host) == 0 && kill((pid_t)s->pid, 0) != 0 && errno == ESRCH) return true;
    return now - s->heartbeat > LOST_AFTER_S;
}

/* --- changes --- */

/* Cut where a letter of UTF-8 begins. */
static void put_text(char *to, size_t size, const char *from, size_t length) {
    if (length > size - 1) length = size - 1;
    while (length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80) length--;
    memcpy(to, from, length);
    to[length] = '\0';
}

void lt_standing_place(lt_standing *s, const char *text) {
    put_text(s->at, sizeof s->at, text, strlen(text));
}

void lt_standing_say(lt_standing *s, const char *text) {
    put_text(s->error, sizeof s->error, text, strcspn(text, "\n"));
    put_text(s->text, sizeof s->text, text, strlen(text));
}

void lt_standing_take_error(lt_standing *s, lt_status status) {
    char text[sizeof s->text];
    lt_error_text(status, text, sizeof text);
    lt_standing_say(s, text);
}

void lt_standing_begin(lt_standing *s, lt_time now) {
    const char *array = getenv("SLURM_ARRAY_JOB_ID"), *task = getenv("SLURM_ARRAY_TASK_ID");
    const char *job = getenv("SLURM_JOB_ID");
    own_host(s->host);
    s->job[0] = '\0';
    if (job) snprintf(s->job, sizeof s->job, "%s", job);
    if (array && task) snprintf(s->job, sizeof s->job, "%s_%s", array, task);
    s->pid = (long)getpid();
    s->state = LT_RUNNING;
    s->attempt++;
    s->code = 0;
    s->begun = s->heartbeat = now;
    s->ended = 0;
    s->at[0] = s->error[0] = s->text[0] = '\0';
}

void lt_standing_end(lt_standing *s, lt_standing_state state, lt_time now) {
    s->state = state;
    s->heartbeat = s->ended = now;
    s->seconds += (double)(now - s->begun);
}

/* --- the file --- */

static void path_of(const char *folder, long member, const char *before, const char *after, char out[PATH_MAX]) {
    snprintf(out, PATH_MAX, "%s/%smember_%04ld.json%s", folder, before, member, after);
}

static cJSON *tree_of(const lt_standing *s, const char *text) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "state", words[s->state][0]);
    cJSON_AddStringToObject(root, "host", s->host);
    cJSON_AddStringToObject(root, "job", s->job);
    cJSON_AddNumberToObject(root, "pid", (double)s->pid);
    cJSON_AddNumberToObject(root, "code", (double)s->code);
    cJSON_AddNumberToObject(root, "attempt", (double)s->attempt);
    cJSON_AddNumberToObject(root, "deaths", (double)s->deaths);
    cJSON_AddNumberToObject(root, "begun", (double)s->begun);
    cJSON_AddNumberToObject(root, "heartbeat", (double)s->heartbeat);
    cJSON_AddNumberToObject(root, "ended", (double)s->ended);
    cJSON_AddNumberToObject(root, "seconds", s->seconds);
    cJSON_AddStringToObject(root, "at", s->at);
    cJSON_AddStringToObject(root, "error", s->error);
    cJSON_AddStringToObject(root, "text", text);
    return root;
}

/* Into bytes, blanks behind it; a text of many quotes and line ends is cut until it fits. */
static bool fill_bytes(const lt_standing *s, char bytes[LT_STANDING_BYTES]) {
    char text[sizeof s->text];
    size_t length = strlen(s->text);
    memset(bytes, ' ', LT_STANDING_BYTES);
    bytes[LT_STANDING_BYTES - 1] = '\n';
    for (;; length /= 2) {
        put_text(text, sizeof text, s->text, length);
        cJSON *root = tree_of(s, text);
        char *json = cJSON_PrintUnformatted(root);
        const size_t size = json ? strlen(json) : LT_STANDING_BYTES;
        if (size < LT_STANDING_BYTES) memcpy(bytes, json, size);
        cJSON_free(json);
        cJSON_Delete(root);
        if (size < LT_STANDING_BYTES) return true;
        if (length == 0) return false;
    }
}

/* 0, or errno. */
static int write_bytes(int file, const char *bytes) {
    int error_number = file < 0 ? errno : 0;
    for (size_t done = 0; !error_number && done < LT_STANDING_BYTES;) {
        const ssize_t n = pwrite(file, bytes + done, LT_STANDING_BYTES - done, (off_t)done);
        if (n > 0)
            done += (size_t)n;
        else if (n == 0 || errno != EINTR)
            error_number = n == 0 ? ENOSPC : errno;
    }
    if (!error_number && fsync(file) != 0) error_number = errno;
    if (file >= 0 && close(file) != 0 && !error_number) error_number = errno;
    return error_number;
}

lt_status lt_standing_write(const char *folder, long member, const lt_standing *s) {
    char bytes[LT_STANDING_BYTES], path[PATH_MAX], temporary[PATH_MAX], end[32];
    if (!fill_bytes(s, bytes))
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the state of a member", .where = folder);
    path_of(folder, member, "", "", path);
    snprintf(end, sizeof end, ".%ld", (long)getpid());
    path_of(folder, member, ".", end, temporary);
    int error_number = write_bytes(open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), bytes);
    if (!error_number && rename(temporary, path) != 0) error_number = errno;
    if (!error_number) return LT_OK;
    unlink(temporary);
    if (error_number == ENOSPC || error_number == EDQUOT) {
        const int again = write_bytes(open(path, O_WRONLY | O_CLOEXEC), bytes);
        if (!again) return LT_OK;
    }
    return lt_errno_raise(error_number, "write", path);
}

void lt_standing_drop(const char *folder, long member) {
    char path[PATH_MAX];
    path_of(folder, member, "", "", path);
    unlink(path);
}

static void copy(const cJSON *root, const char *key, char *out, size_t size) {
    const char *text = lt_json_text(root, key);
    put_text(out, size, text, strlen(text));
}

static double number(const cJSON *root, const char *key) {
    const double value = lt_json_number(root, key);
    return value > -1e15 && value < 1e15 ? value : 0; /* no number: 0 */
}

/* false: not (yet) a standing. */
static bool parse(const char *text, lt_standing *s) {
    cJSON *root = cJSON_Parse(text);
    const char *state = lt_json_text(root, "state");
    int k = 0;
    while (k < LT_N_STANDINGS && strcmp(words[k][0], state) != 0) k++;
    if (k < LT_N_STANDINGS) {
        s->state = (lt_standing_state)k;
        copy(root, "host", s->host, sizeof s->host);
        copy(root, "job", s->job, sizeof s->job);
        copy(root, "at", s->at, sizeof s->at);
        copy(root, "error", s->error, sizeof s->error);
        copy(root, "text", s->text, sizeof s->text);
        s->pid = (long)number(root, "pid");
        s->code = (int)number(root, "code");
        s->attempt = (long)number(root, "attempt");
        s->deaths = (long)number(root, "deaths");
        s->begun = (lt_time)number(root, "begun");
        s->heartbeat = (lt_time)number(root, "heartbeat");
        s->ended = (lt_time)number(root, "ended");
        s->seconds = number(root, "seconds");
    }
    cJSON_Delete(root);
    return k < LT_N_STANDINGS;
}

/* One that is written in place may be seen half: it is read again. */
void lt_standing_read(const char *folder, long member, lt_standing *out) {
    char path[PATH_MAX];
    path_of(folder, member, "", "", path);
    *out = (lt_standing){0};
    for (int n = 0; n < READS; n++) {
        char bytes[LT_STANDING_BYTES + 1];
        if (!lt_path_exists(path)) return;
        bytes[lt_path_head(path, bytes, LT_STANDING_BYTES)] = '\0';
        if (parse(bytes, out)) return;
        usleep(PAUSE_US);
    }
    lt_standing_say(out, lt_fmt("%s: not a state as lantian writes it", path));
}
