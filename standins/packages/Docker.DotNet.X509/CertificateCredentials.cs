using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;

namespace Docker.DotNet.X509;

/// <summary>Authentication by a TLS client certificate, which this stand-in does not serve.</summary>
public class CertificateCredentials : IAuthProvider
{
    /// <summary>Refuses.</summary>
    /// <param name="certificate">Ignored.</param>
    /// <exception cref="NotSupportedException">Always; names the real package.</exception>
    public CertificateCredentials(X509Certificate2 certificate) =>
        throw new NotSupportedException("TLS to the Docker engine needs the package Docker.DotNet.Enhanced.X509: build with -p:Packages=upstream.");

    /// <summary>Decides about the engine's certificate.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }
}
