/* one_node_slurm.h - a Slurm of one node for a test: munged, slurmctld and slurmd of this user in a folder, with ports
 * of their own, without systemd. Header only. */
#ifndef LT_TESTS_ONE_NODE_SLURM_H
#define LT_TESTS_ONE_NODE_SLURM_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

#include <pwd.h>

static char slurm_folder[300];

static LT_UNUSED bool slurm_has(const char *command) {
    char line[128];
    snprintf(line, sizeof line, "PATH=$PATH:/usr/sbin:/sbin command -v %s >/dev/null", command);
    return system(line) == 0;
}

/* Is all there? Else says so; fails where CI=true. */
static LT_UNUSED bool slurm_is_there(void) {
    static const char *const commands[] = {"munged", "mungekey", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol"};
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        if (slurm_has(commands[c])) continue;
        const char *ci = getenv("CI");
        print_message("no command %s: install slurm-wlm and munge (Debian) for this test\n", commands[c]);
        assert_false(ci && strcmp(ci, "true") == 0);
        return false;
    }
    return true;
}

/* With HERE, HOST, ME and PORT in the environment. */
static const char slurm_script[] =
    "PATH=$PATH:/usr/sbin:/sbin\n"
    "mkdir -p \"$HERE/state\" \"$HERE/spool\" && chmod 755 \"$HERE\" && touch \"$HERE/plugstack.conf\" || exit 1\n"
    "cat >\"$HERE/slurm.conf\" <<END\n"
    "ClusterName=lantian\nSlurmctldHost=$HOST(127.0.0.1)\nSlurmctldPort=$PORT\nSlurmdPort=$((PORT + 1))\n"
    "SlurmUser=$ME\nSlurmdUser=$ME\n"
    "AuthType=auth/munge\nAuthInfo=socket=$HERE/munge.socket\nCredType=cred/munge\n"
    "ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nMpiDefault=none\n"
    "SelectType=select/cons_tres\nSelectTypeParameters=CR_CPU\n"
    "StateSaveLocation=$HERE/state\nSlurmdSpoolDir=$HERE/spool\nPlugStackConfig=$HERE/plugstack.conf\n"
    "SlurmctldPidFile=$HERE/slurmctld.pid\nSlurmdPidFile=$HERE/slurmd.pid\n"
    "SlurmctldLogFile=$HERE/slurmctld.log\nSlurmdLogFile=$HERE/slurmd.log\n"
    "ReturnToService=2\nKillWait=10\nSlurmdParameters=config_overrides\n"
    "NodeName=$HOST NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN\n"
    "PartitionName=main Nodes=$HOST Default=YES MaxTime=INFINITE State=UP\n"
    "END\n"
    "cd \"$HERE\" && mungekey --create --keyfile=\"$HERE/munge.key\" && munged --force --key-file=\"$HERE/munge.key\" "
    "--socket=\"$HERE/munge.socket\" --pid-file=\"$HERE/munged.pid\" --log-file=\"$HERE/munged.log\" "
    "--seed-file=\"$HERE/munge.seed\" && slurmctld -c && slurmd\n";

static LT_UNUSED void slurm_say_logs(void) {
    char line[1024];
    snprintf(line, sizeof line, "tail -n 20 '%s'/*.log >&2", slurm_folder);
    if (system(line) != 0) print_error("no logs in %s\n", slurm_folder);
}

/* Output of a shell command without its last line end; lives until the next call. */
static LT_UNUSED const char *slurm_ask(const char *command) {
    static char text[8192];
    FILE *out = popen(command, "r");
    const size_t n = out ? fread(text, 1, sizeof text - 1, out) : 0;
    if (out) pclose(out);
    text[n] = '\0';
    for (size_t k = n; k > 0 && text[k - 1] == '\n'; k--) text[k - 1] = '\0';
    return text;
}

static LT_UNUSED bool slurm_idle(void) {
    for (int k = 0; k < 600; k++) {
        if (strcmp(slurm_ask("sinfo --noheader --format=%T 2>/dev/null"), "idle") == 0) return true;
        program_sleep_ms(100);
    }
    return false;
}

/* Below a folder whose name is short (a socket lies in it). True: jobs can be submitted from this process. */
static LT_UNUSED bool slurm_start(const char *below) {
    char path[400], host[200], port[32];
    const struct passwd *user = getpwuid(getuid());
    if (gethostname(host, sizeof host) != 0 || !user) return false;
    host[strcspn(host, ".")] = '\0';
    snprintf(slurm_folder, sizeof slurm_folder, "%s/slurm", below);
    snprintf(path, sizeof path, "%s/slurm.conf", slurm_folder);
    snprintf(port, sizeof port, "%d", 20000 + (int)(getpid() % 5000) * 2);
    setenv("HERE", slurm_folder, 1);
    setenv("HOST", host, 1);
    setenv("ME", user->pw_name, 1);
    setenv("PORT", port, 1);
    setenv("SLURM_CONF", path, 1);
    if (system(slurm_script) == 0 && slurm_idle()) return true;
    slurm_say_logs();
    return false;
}

static LT_UNUSED void slurm_stop(void) {
    static const char *const daemons[] = {"slurmd", "slurmctld", "munged"};
    for (int d = 0; d < 3; d++) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s.pid", slurm_folder, daemons[d]);
        char *text = files_read(path, NULL);
        const long pid = text ? strtol(text, NULL, 10) : 0;
        free(text);
        if (pid <= 1) continue;
        kill((pid_t)pid, SIGTERM);
        for (int k = 0; k < 200 && kill((pid_t)pid, 0) == 0; k++) program_sleep_ms(50);
    }
}

/* Wait until no job is in the queue; false after so many seconds. */
static LT_UNUSED bool slurm_wait(int seconds) {
    for (int k = 0; k < seconds; k++) {
        if (slurm_ask("squeue --noheader")[0] == '\0') return true;
        program_sleep_ms(1000);
    }
    print_error("%s\n", slurm_ask("squeue"));
    slurm_say_logs();
    return false;
}

#endif
