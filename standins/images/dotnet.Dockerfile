# The .NET runtime and SDK of this machine as images. The build context is the folder that holds `dotnet`.
ARG IMAGE_PREFIX=archiv.local/

FROM ${IMAGE_PREFIX}debian:trixie-slim AS aspnet
ARG RUNTIME_VERSION
COPY dotnet /usr/share/dotnet/
COPY host/fxr/${RUNTIME_VERSION} /usr/share/dotnet/host/fxr/${RUNTIME_VERSION}
COPY shared/Microsoft.NETCore.App/${RUNTIME_VERSION} /usr/share/dotnet/shared/Microsoft.NETCore.App/${RUNTIME_VERSION}
COPY shared/Microsoft.AspNetCore.App/${RUNTIME_VERSION} /usr/share/dotnet/shared/Microsoft.AspNetCore.App/${RUNTIME_VERSION}
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && groupadd --gid 1654 app && useradd --uid 1654 --gid app --create-home app
# ICU is left out: everything here runs with the invariant culture.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true APP_UID=1654

FROM aspnet AS sdk
ARG SDK_VERSION
COPY sdk/${SDK_VERSION} /usr/share/dotnet/sdk/${SDK_VERSION}
COPY sdk-manifests /usr/share/dotnet/sdk-manifests
COPY packs /usr/share/dotnet/packs
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false NUGET_XMLDOC_MODE=skip DOTNET_USE_POLLING_FILE_WATCHER=true
