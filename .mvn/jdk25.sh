# Finds a JDK 25, exports it as JAVA_HOME and makes sure that Java reads file names as UTF-8.
#
# Sourced by ./mvnw and ./course (". .mvn/jdk25.sh || exit $?"), because the default Java of a machine
# is often another one: the build and the course are then the same whether `java` is 17, 21 or 25.
# Returns 2 after one sentence on standard error where there is none. The Windows twin is jdk25.cmd.
#
# POSIX sh, under `set -euf` too. A JDK is judged by its `release` file, read without starting a
# process, so that a search that ends early costs well under a millisecond.
#
# FIVEWAYS_JDK       the home of a JDK 25 to use, whatever else is installed
# FIVEWAYS_JDK_ROOT  for the tests of this script: a folder that stands for / in the fixed places

# Sets jdk25_version to what the folder $1 holds: "" for no Java at all.
jdk25_ask() {
  jdk25_version=
  if [ -r "$1/release" ]; then
    while IFS= read -r jdk25_line || [ -n "$jdk25_line" ]; do
      case $jdk25_line in
      JAVA_VERSION=*)
        jdk25_version=${jdk25_line#JAVA_VERSION=}
        jdk25_version=${jdk25_version#\"}
        jdk25_version=${jdk25_version%%[!0-9A-Za-z._+-]*}
        return 0
        ;;
      esac
    done <"$1/release"
  fi
  # A vendor may ship no release file: only then is Java itself asked (and may say more before).
  if [ -x "$1/bin/java" ]; then
    jdk25_line=$("$1/bin/java" -version 2>&1) || :
    case $jdk25_line in
    *version\ \"*)
      jdk25_version=${jdk25_line#*version \"}
      jdk25_version=${jdk25_version%%\"*}
      ;;
    esac
  fi
}

# Succeeds when the folder $1 is the home of a JDK 25; remembers other Javas for the error's sentence.
jdk25_fits() {
  [ -x "$1/bin/javac" ] || [ -x "$1/bin/java" ] || return 1
  jdk25_ask "$1"
  case $jdk25_version in
  25 | 25[!0-9]*)
    [ ! -x "$1/bin/javac" ] || return 0
    jdk25_version="$jdk25_version without bin/javac"
    ;;
  '') return 1 ;;
  esac
  case ", $jdk25_seen," in
  *", $jdk25_version,"*) ;;
  *) jdk25_seen="${jdk25_seen:+$jdk25_seen, }$jdk25_version" ;;
  esac
  return 1
}

# Sets jdk25_home to the first of the folders given that is, or wraps, a JDK 25. macOS bundles keep
# theirs in Contents/Home, Homebrew in libexec (its own bin/ has links, but no release file: so last).
jdk25_first() {
  for jdk25_place in "$@"; do
    [ -d "$jdk25_place" ] || continue
    for jdk25_inner in /Contents/Home /libexec/openjdk.jdk/Contents/Home /libexec ''; do
      jdk25_home=$jdk25_place$jdk25_inner
      [ ! -d "$jdk25_home/bin" ] || ! jdk25_fits "$jdk25_home" || return 0
    done
  done
  return 1
}

# Follows the javac, else the java, in each folder of PATH to where it really lives, /usr/bin/java to its JDK for example.
jdk25_on_path() {
  jdk25_rest=${PATH-}:
  while [ -n "$jdk25_rest" ]; do
    jdk25_dir=${jdk25_rest%%:*}
    jdk25_rest=${jdk25_rest#*:}
    [ -n "$jdk25_dir" ] || continue
    jdk25_file=$jdk25_dir/javac
    [ -x "$jdk25_file" ] || jdk25_file=$jdk25_dir/java
    if [ ! -x "$jdk25_file" ] || [ -d "$jdk25_file" ]; then continue; fi
    while [ -h "$jdk25_file" ]; do
      jdk25_link=$(readlink "$jdk25_file") || break
      case $jdk25_link in
      /*) jdk25_file=$jdk25_link ;;
      *) jdk25_file=${jdk25_file%/*}/$jdk25_link ;;
      esac
    done
    jdk25_file=${jdk25_file%/*}
    # macOS answers /usr/bin/java with a dialogue that offers a download: never start that one.
    case ${jdk25_file%/*} in
    '' | /usr) ;;
    *) jdk25_first "${jdk25_file%/*}" && return 0 ;;
    esac
  done
  return 1
}

# The places of distributions, vendors, package managers, version managers and IDEs.
jdk25_in_known_places() {
  jdk25_first "$jdk25_root"/usr/lib/jvm/* "$jdk25_root"/usr/lib64/jvm/* "$jdk25_root"/usr/java/* \
    "$jdk25_root"/opt/java* "$jdk25_root"/opt/java*/* "$jdk25_root"/opt/*jdk* \
    "$jdk25_root"/opt/*jdk*/* "$jdk25_root"/opt/jvm/* "$jdk25_root"/usr/local/*jdk* \
    "$jdk25_root"/usr/local/java* "$jdk25_root"/usr/local/lib/jvm/* \
    "$jdk25_root"/opt/homebrew/opt/openjdk* "$jdk25_root"/usr/local/opt/openjdk* \
    "$jdk25_root"/home/linuxbrew/.linuxbrew/opt/openjdk* \
    "$jdk25_root"/Library/Java/JavaVirtualMachines/* \
    "$jdk25_root"/opt/local/Library/Java/JavaVirtualMachines/* \
    "$jdk25_root"/snap/openjdk/current/jdk && return 0
  jdk25_user=${HOME-}
  [ -n "$jdk25_user" ] || jdk25_user=/nonexistent
  jdk25_first "$jdk25_user"/Library/Java/JavaVirtualMachines/* \
    "${SDKMAN_DIR:-$jdk25_user/.sdkman}"/candidates/java/* "$jdk25_user"/.jdks/* \
    "${GRADLE_USER_HOME:-$jdk25_user/.gradle}"/jdks/* "${GRADLE_USER_HOME:-$jdk25_user/.gradle}"/jdks/*/* \
    "${ASDF_DATA_DIR:-$jdk25_user/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-${XDG_DATA_HOME:-$jdk25_user/.local/share}/mise}"/installs/java/* \
    "${JABBA_HOME:-$jdk25_user/.jabba}"/jdk/* "$jdk25_user"/.jenv/versions/* \
    "${JBANG_CACHE_DIR:-${JBANG_DIR:-$jdk25_user/.jbang}/cache}"/jdks/* \
    "$jdk25_user"/.local/share/JetBrains/jdks/* "$jdk25_user"/.linuxbrew/opt/openjdk* && return 0
  # Git Bash, MSYS2 and Cygwin: the folders that jdk25.cmd searches too.
  [ -n "${SYSTEMROOT-}${SystemRoot-}" ] && command -v cygpath >/dev/null 2>&1 || return 1
  for jdk25_programs in "${PROGRAMFILES:-C:/Program Files}" \
    "${LOCALAPPDATA:-$jdk25_user/AppData/Local}/Programs"; do
    jdk25_programs=$(cygpath -u "$jdk25_programs")
    for jdk25_vendor in 'Eclipse Adoptium' Java Microsoft Zulu 'Amazon Corretto' BellSoft \
      SapMachine Semeru GraalVM RedHat OpenLogic OpenJDK; do
      jdk25_first "$jdk25_programs/$jdk25_vendor"/* && return 0
    done
  done
  jdk25_first "$(cygpath -u "${SCOOP:-$jdk25_user/scoop}")"/apps/*/current
}

jdk25_find() {
  jdk25_seen=
  if [ -n "${FIVEWAYS_JDK-}" ]; then
    jdk25_given=$FIVEWAYS_JDK
    case $jdk25_given in
    [A-Za-z]:[\\/]*) jdk25_given=$(cygpath -u "$jdk25_given") || : ;;
    esac
    jdk25_first "$jdk25_given" && return 0
    jdk25_seen="which ${jdk25_seen:+is Java }${jdk25_seen:-holds no Java}"
    [ -d "$jdk25_given" ] || jdk25_seen='but there is no such folder'
    printf '%s\n' "FIVEWAYS_JDK is '$FIVEWAYS_JDK', $jdk25_seen: set it to the home of a JDK 25,\
 the folder that holds bin/javac." >&2
    return 2
  fi
  jdk25_java_home=${JAVA_HOME-}
  case $jdk25_java_home in
  [A-Za-z]:[\\/]*) jdk25_java_home=$(cygpath -u "$jdk25_java_home") || : ;;
  esac
  [ -n "$jdk25_java_home" ] && jdk25_first "$jdk25_java_home" && return 0
  jdk25_on_path && return 0
  jdk25_in_known_places && return 0
  printf '%s\n' "No JDK 25 was found${jdk25_seen:+, only Java $jdk25_seen}: install one (for example\
 Eclipse Temurin 25 from https://adoptium.net), or set FIVEWAYS_JDK to the home of one; looked at\
 FIVEWAYS_JDK, JAVA_HOME and PATH, in /usr/lib/jvm, /usr/lib64/jvm, /usr/java, /usr/local, /opt,\
 snap, Homebrew (/opt/homebrew, /usr/local/opt, Linuxbrew), MacPorts,\
 /Library/Java/JavaVirtualMachines and ~/Library/Java/JavaVirtualMachines, at SDKMAN, asdf, mise, jabba, jenv, JBang, Gradle\
 (~/.gradle/jdks) and IntelliJ (~/.jdks), and on Windows under Program Files (Eclipse Adoptium, Java,\
 Microsoft, Zulu, Amazon Corretto, BellSoft, SapMachine, Semeru, GraalVM and others) and at scoop." >&2
  return 2
}

# In the C locale Java cannot open a path with an umlaut, and servers, containers and CI often have
# no locale set at all. Other locales are left alone: their user has chosen one.
jdk25_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) ;;
  *) return 0 ;;
  esac
  [ ! -e /usr/libexec/java_home ] || return 0 # macOS: Java is always UTF-8 there
  if [ -n "${LC_ALL-}" ]; then
    { export LC_ALL=C.UTF-8; } 2>/dev/null
  else
    { export LC_CTYPE=C.UTF-8; } 2>/dev/null
  fi
}

jdk25_root=${FIVEWAYS_JDK_ROOT-}
case $- in
*f*)
  set +f # the places are patterns
  jdk25_find && jdk25_status=0 || jdk25_status=$?
  set -f
  ;;
*) jdk25_find && jdk25_status=0 || jdk25_status=$? ;;
esac
if [ "$jdk25_status" = 0 ]; then
  case $jdk25_home in
  /*/../* | [!/]*) jdk25_home=$(CDPATH='' cd -- "$jdk25_home" && pwd -P) ;;
  esac
  export JAVA_HOME="$jdk25_home"
  jdk25_utf8
fi
return "$jdk25_status"
