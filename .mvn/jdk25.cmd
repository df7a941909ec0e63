@rem Finds a JDK 25 and sets JAVA_HOME to it; ends with error level 2, after one sentence, where there
@rem is none. Called by mvnw.cmd and course.cmd; the twin of jdk25.sh, which says more.
@rem
@rem FIVEWAYS_JDK  the home of a JDK 25 to use, whatever else is installed
@rem
@rem No setlocal around it all, since JAVA_HOME is to outlive it; its own names begin with __JDK25.

@set "__JDK25_HOME="
@if not defined FIVEWAYS_JDK goto jdk25_search
@call :jdk25_try "%FIVEWAYS_JDK%"
@if defined __JDK25_HOME goto jdk25_found
@echo FIVEWAYS_JDK is "%FIVEWAYS_JDK%", which is not a JDK 25: set it to the home of one, the folder that holds bin\javac.exe.>&2
@goto jdk25_failed

:jdk25_search
@if defined JAVA_HOME call :jdk25_try "%JAVA_HOME%"
@if defined __JDK25_HOME goto jdk25_found
@for %%J in (javac.exe java.exe) do @if not "%%~$PATH:J"=="" call :jdk25_bin "%%~dp$PATH:J"
@if defined __JDK25_HOME goto jdk25_found

@for %%V in ("Eclipse Adoptium" Java Microsoft Zulu "Amazon Corretto" BellSoft SapMachine Semeru GraalVM RedHat OpenLogic OpenJDK) do @call :jdk25_vendor "%%~V"
@call :jdk25_each "%USERPROFILE%\.jdks"
@call :jdk25_each "%USERPROFILE%\.gradle\jdks"
@call :jdk25_each "%USERPROFILE%\.jbang\cache\jdks"
@call :jdk25_each "%USERPROFILE%\.sdkman\candidates\java"
@call :jdk25_each "%LOCALAPPDATA%\mise\installs\java"
@if defined SCOOP call :jdk25_each "%SCOOP%\apps" \current
@call :jdk25_each "%USERPROFILE%\scoop\apps" \current
@if defined __JDK25_HOME goto jdk25_found

@echo No JDK 25 was found: install one (for example Eclipse Temurin 25 from https://adoptium.net), or set FIVEWAYS_JDK to the home of one; looked at FIVEWAYS_JDK, JAVA_HOME and PATH, under "%ProgramFiles%" and "%LOCALAPPDATA%\Programs" (Eclipse Adoptium, Java, Microsoft, Zulu, Amazon Corretto, BellSoft, SapMachine, Semeru, GraalVM, RedHat, OpenLogic, OpenJDK), in .jdks, .gradle\jdks, .jbang and .sdkman of "%USERPROFILE%", at mise and at scoop.>&2
@goto jdk25_failed

:jdk25_found
@set "JAVA_HOME=%__JDK25_HOME%"
@set "__JDK25_HOME="
@set "__JDK25_VERSION="
@exit /b 0

:jdk25_failed
@set "__JDK25_VERSION="
@exit /b 2

@rem :jdk25_bin FOLDER\  tries the folder above a bin folder of PATH.
:jdk25_bin
@for %%H in ("%~1..") do @call :jdk25_try "%%~fH"
@exit /b 0

@rem :jdk25_vendor NAME  tries what is in the vendor's folder, for all users or for this one.
:jdk25_vendor
@call :jdk25_each "%ProgramFiles%\%~1"
@call :jdk25_each "%LOCALAPPDATA%\Programs\%~1"
@exit /b 0

@rem :jdk25_each FOLDER [REST]  tries every folder in this one, with the rest appended.
:jdk25_each
@if defined __JDK25_HOME exit /b 0
@if not exist "%~1\" exit /b 0
@pushd "%~1"
@for /d %%E in (*) do @call :jdk25_try "%~1\%%E%~2"
@popd
@exit /b 0

@rem :jdk25_try FOLDER  sets __JDK25_HOME if the folder is a JDK 25 and none was found before. A JRE has
@rem no javac. The release file tells the version; without one, java itself is asked.
:jdk25_try
@if defined __JDK25_HOME exit /b 0
@if not exist "%~1\bin\javac.exe" exit /b 0
@set "__JDK25_VERSION="
@if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do @if "%%A"=="JAVA_VERSION" set "__JDK25_VERSION=%%~B"
@if not defined __JDK25_VERSION for /f "tokens=1-3" %%A in ('call "%~1\bin\java.exe" -version 2^>^&1') do @if "%%B"=="version" set "__JDK25_VERSION=%%~C"
@if not defined __JDK25_VERSION exit /b 0
@for /f "delims=.-+_" %%M in ("%__JDK25_VERSION%") do @if "%%M"=="25" set "__JDK25_HOME=%~1"
@exit /b 0
