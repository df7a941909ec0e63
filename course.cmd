@echo off
rem The command of the course: "course demo", for example, and "course help" for the rest.
rem
rem Finds a JDK 25, builds what is stale, and starts Java; its exit code is the command's own.
rem The twin of ./course, which says more; what is stale, and how it is built, is .mvn\Freshen.java.
rem
rem FIVEWAYS_JDK      the home of a JDK 25, if it is not found by itself
rem COURSE_JAVA_OPTS  more options for the JVM

setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"

call "%ROOT%\.mvn\jdk25.cmd"
if errorlevel 1 exit /b 2

set "TARGET=%ROOT%\tools\cli\target"
set "LAUNCHER=%TARGET%\launcher"

rem The builder is compiled when there is none, or when it was compiled from another text.
if not exist "%LAUNCHER%\Freshen.class" goto compile
fc /b "%LAUNCHER%\Freshen.java" "%ROOT%\.mvn\Freshen.java" >nul 2>nul
if not errorlevel 1 goto freshen
:compile
if not exist "%LAUNCHER%" mkdir "%LAUNCHER%"
"%JAVA_HOME%\bin\javac.exe" -encoding UTF-8 -d "%LAUNCHER%" "%ROOT%\.mvn\Freshen.java"
if errorlevel 1 goto not_compiled
copy /y "%ROOT%\.mvn\Freshen.java" "%LAUNCHER%\Freshen.java" >nul
if errorlevel 1 goto not_compiled

:freshen
"%JAVA_HOME%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%LAUNCHER%" Freshen "%ROOT%" plain
if errorlevel 1 exit /b 1

"%JAVA_HOME%\bin\java.exe" "@%TARGET%\course.args" %COURSE_JAVA_OPTS% fiveways.cli.Course %*
exit /b %ERRORLEVEL%

:not_compiled
echo The course's builder, .mvn\Freshen.java, could not be compiled into "%LAUNCHER%".>&2
exit /b 1
