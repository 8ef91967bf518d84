using ClusterTic.Messaging;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Reporting;

/// <summary>Holds the inbox and what every service has. Log and projections are plain tables, read and written by SQL.</summary>
sealed class ReportingDb(DbContextOptions<ReportingDb> options) : ServiceDb(options);

sealed class ReportingDbDesign() : DesignTimeDb<ReportingDb>(options => new ReportingDb(options));
