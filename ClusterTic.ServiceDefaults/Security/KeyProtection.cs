using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.ServiceDefaults.Security;

/// <summary>
/// Keys that protect cookies and tokens lie in the database. With a certificate they lie there encrypted, so that a backup
/// alone opens nothing. Replaced certificates stay named until the last key made with them has run out.
/// </summary>
public static class KeyProtection
{
    const string Certificate = "DataProtection:Certificate";
    const string Password = "DataProtection:CertificatePassword";
    const string Replaced = "DataProtection:ReplacedCertificates";

    public static IDataProtectionBuilder EncryptWithCertificate(this IDataProtectionBuilder keys, IConfiguration configuration)
    {
        var file = configuration[Certificate];
        if (string.IsNullOrWhiteSpace(file)) return keys;

        keys.ProtectKeysWithCertificate(Load(file, configuration[Password], Certificate));
        X509Certificate2[] replaced =
        [
            .. from one in configuration.GetSection(Replaced).GetChildren()
               select Load(one["File"] ?? "", one["Password"], one.Path),
        ];
        return replaced.Length > 0 ? keys.UnprotectKeysWithAnyCertificate(replaced) : keys;
    }

    static X509Certificate2 Load(string file, string? password, string setting)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate
                : throw new InvalidOperationException($"{setting}: {file} holds no private key. Give a PKCS #12 file with certificate and key.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{setting}: {file} cannot be read as a PKCS #12 file: {unreadable.Message}", unreadable);
        }
    }
}
